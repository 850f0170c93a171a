import type { Draft } from '#shared/drafts/index.ts'

/** A save that follows another version than the one that is there; the router declares it. */
export class Conflict extends Error {
  /** What is there. */
  readonly draft: Draft

  constructor(draft: Draft) {
    super('Another version of this draft was saved in between.')
    this.name = 'Conflict'
    this.draft = draft
  }
}
