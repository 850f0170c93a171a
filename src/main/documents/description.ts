import type { Instant } from '#shared/kernel/index.ts'

/** What a colour means; never by colour alone, so the words say it too. */
export type Tone = 'plain' | 'quiet' | 'good' | 'caution' | 'bad'

export interface Fact {
  readonly label: string
  readonly value: string
  readonly tone?: Tone
}

export interface Column {
  readonly heading: string
  /** A share of the page's width against the other columns' shares; 1 when not said. */
  readonly share?: number
  readonly align?: 'left' | 'right'
}

export interface Cell {
  readonly text: string
  readonly tone?: Tone
}

/** A drawn path, in a box of `width` × `height` of any unit; pressure runs from 0 to 1. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly strokes: readonly (readonly {
    readonly x: number
    readonly y: number
    readonly pressure: number
  }[])[]
}

export type Block =
  | {
      readonly kind: 'heading'
      readonly level: 1 | 2 | 3
      readonly text: string
      /** A word at the right end of the line, such as a record's state. */
      readonly mark?: Cell
      readonly newPage?: boolean
    }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: Tone }
  /** Labels with their values, in one or two columns. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[]; readonly columns?: 1 | 2 }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly (string | Cell)[])[]
      /** What stands in place of a table without rows. */
      readonly none: string
    }
  /** A box with a bar in its tone. */
  | {
      readonly kind: 'notice'
      readonly tone: Tone
      readonly title: string
      readonly lines: readonly string[]
    }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'drawing'; readonly drawing: Drawing; readonly caption: string }
  /** Empty boxes before each text, each with what belongs into it: to be filled in by hand. */
  | {
      readonly kind: 'boxes'
      readonly rows: readonly { readonly boxes: readonly string[]; readonly text: string }[]
    }
  /** Empty lines to write on, each over its label. */
  | { readonly kind: 'lines'; readonly title: string; readonly labels: readonly string[] }

/** One printed document, said without a word about how it is drawn. Survives a structured clone. */
export interface DocumentDescription {
  readonly title: string
  /** What the head of every page says beside the practice: the document and whom it is about. */
  readonly running: string
  readonly practice: {
    readonly name: string
    readonly address: string
    readonly telephone: string
  }
  readonly printedAt: Instant
  /** Who printed it. */
  readonly printedBy: string
  /** Moments are shown in this zone. */
  readonly timeZone: string
  /** The change log's head at that moment, on the foot of every page; hexadecimal. */
  readonly chainHead: string
  readonly orientation?: 'portrait' | 'landscape'
  readonly blocks: readonly Block[]
}
