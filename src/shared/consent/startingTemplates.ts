import type { ConsentKind, ConsentText } from './schema.ts'
import { guardianText } from './starting-guardian.ts'
import { microneedlingText } from './starting-microneedling.ts'
import { photographyText } from './starting-photography.ts'

/** The texts that a new practice starts from, in words that a twelve-year-old can read. */
export const startingTemplates: Record<ConsentKind, ConsentText> = {
  microneedling: microneedlingText,
  guardian: guardianText,
  photography: photographyText,
}
