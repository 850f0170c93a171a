import type { ConsentSection, ConsentText } from './schema.ts'

/** Lines that stand one under the other, each a sentence of its own. */
export const list = (...lines: readonly string[]): string =>
  lines.map((line) => `• ${line}`).join('\n')

export const paragraphs = (...parts: readonly string[]): string => parts.join('\n\n')

/** 15 USC 7001(c): the right to paper and to withdraw, the scope, how, and what is needed to read it. */
export const electronicRecords: ConsentSection = {
  heading: 'On a screen or on paper',
  covers: ['electronic-records'],
  body: paragraphs(
    'You may sign this form on a screen or on paper. The choice is yours. Say so now if you want paper.',
    'If you sign on the screen, we keep this form as a file. That goes for this form, for your copy of it and for later changes to it, and for nothing else.',
    'You may ask for a copy on paper at any time. It is free. You may also tell us that you want paper from now on. Tell us here, or call {{practice.telephone}}. What you signed before still counts. Tell us in the same way when your address or your number changes.',
    'To read your copy at home you need a phone or a computer that opens PDF files. If you can read this page on our screen, you can read your copy.',
  ),
}

export const electronicStatement: ConsentText['acknowledgements'][number] = {
  id: 'records',
  text: 'I could read this form well. I agree that it is kept as a file. I know that I may ask for paper.',
}
