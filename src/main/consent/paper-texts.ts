import type { Block } from '#main/documents/index.ts'
import type { ConsentKind, ConsentText } from '#shared/consent/index.ts'

/** The words on the paper that are none of the form's own. */
export const texts = {
  kind: {
    microneedling: 'Microneedling',
    guardian: 'Microneedling of a minor',
    photography: 'Photographs',
  } satisfies Record<ConsentKind, string>,
  attested: {
    screen: 'the form was filled in and signed on this practice’s device.',
    paper: 'the form was filled in and signed on paper; this record says what stands on it.',
  },
} as const

/** The sections of a form; a body's bullets become a list. */
export const textBlocks = (text: ConsentText): readonly Block[] =>
  text.sections.flatMap(({ heading, body }): readonly Block[] => [
    { kind: 'heading', level: 2, text: heading },
    ...body.split(/\n{2,}/).flatMap(bodyBlocks),
  ])

const bullet = /^[•*-] +/

const bodyBlocks = (paragraph: string): readonly Block[] => {
  const blocks: Block[] = []
  let items: string[] = []
  const endList = () => {
    if (items.length > 0) blocks.push({ kind: 'list', items })
    items = []
  }
  for (const line of paragraph.split('\n')) {
    if (bullet.test(line)) {
      items.push(line.replace(bullet, ''))
      continue
    }
    endList()
    blocks.push({ kind: 'paragraph', text: line })
  }
  endList()
  return blocks
}

/** What a part that was initialled is called: `section:3` → `Section “Care after each visit”`. */
export const partLabel = (text: ConsentText, part: string): string => {
  const [kind = '', id = ''] = part.split(':')
  switch (kind) {
    case 'section':
      return `Section “${text.sections[Number(id)]?.heading ?? id}”`
    case 'statement':
      return `Statement: ${text.acknowledgements.find((one) => one.id === id)?.text ?? id}`
    case 'choice':
      return `Choice: ${text.choices.find((one) => one.id === id)?.text ?? id}`
    case 'title':
      return 'Title'
    case 'declaration':
      return 'Declaration'
    case 'terms':
      return 'How long and for whom it holds'
    default:
      return 'A part that was taken out of the form'
  }
}
