import { toInstant } from '#shared/kernel/index.ts'
import type { ConsentForm } from './consentForm.ts'

/** Puts the client's initials to one part, now. Without letters nothing happens. */
export const putInitials =
  (part: string) =>
  (form: ConsentForm): ConsentForm => {
    const letters = form.letters.trim()
    if (letters === '') return form
    const others = form.initials.filter((each) => each.part !== part)
    return {
      ...form,
      letters,
      initials: [...others, { part, initials: letters, at: toInstant(new Date()) }],
    }
  }

export const takeBackInitials =
  (part: string) =>
  (form: ConsentForm): ConsentForm => ({
    ...form,
    initials: form.initials.filter((each) => each.part !== part),
  })

/** Other letters are other initials: none of the old ones stays. */
export const forgetLetters = (form: ConsentForm): ConsentForm => ({
  ...form,
  letters: '',
  initials: [],
})
