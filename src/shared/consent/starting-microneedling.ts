import type { ConsentSection, ConsentText } from './schema.ts'
import { treatmentSections } from './starting-treatment.ts'
import { electronicRecords, electronicStatement, paragraphs } from './starting-words.ts'

export const closingSections: readonly ConsentSection[] = [
  {
    heading: 'You may change your mind',
    covers: ['withdrawal'],
    body: 'You may take back your consent at any time, also in the middle of a visit. You need not say why. Tell us here, in a letter, or call {{practice.telephone}}. We write down the day and stop. What we did before that day stays in your record.',
  },
  {
    heading: 'Your data',
    covers: ['data'],
    body: paragraphs(
      'We keep what you tell us about your health, what we did and used, and this form with your signature. We keep it locked on our own computer. We show it only to people who treat you or check our work, or when the law says so.',
      'You may see your record, get a copy on paper or as a file, and ask us to correct it. We keep it as long as the law asks us to. Photos need a consent of their own.',
      'This form is kept just as you see it. We will ask you again after some time, and when the text changes.',
    ),
  },
]

/** For a client who is of age. The guide's “400 % more collagen” is advertising without a source. */
export const microneedlingText: ConsentText = {
  title: 'Consent to microneedling',
  sections: [
    {
      heading: 'Before you read',
      covers: [],
      body: paragraphs(
        'This form of {{practice.name}} tells you about microneedling. Read it slowly, or ask us to read it to you. Ask about every word that is not clear.',
        'You need not decide today. You may take a copy home and think about it first. The choice is yours alone.',
      ),
    },
    ...treatmentSections,
    ...closingSections,
    electronicRecords,
  ],
  acknowledgements: [
    {
      id: 'read',
      text: 'I have read this form, or it was read to me, and I had enough time to think.',
    },
    { id: 'questions', text: 'I could ask what I wanted to ask, and I understood the answers.' },
    {
      id: 'health',
      text: 'I told the practice about my health, my medicines and my allergies. I will tell them when something changes.',
    },
    {
      id: 'risks',
      text: 'I know the common effects and what can go wrong, such as infection, dark spots, allergy and scars.',
    },
    { id: 'choices', text: 'I know my other choices. Doing nothing is one of them.' },
    {
      id: 'no-promise',
      text: 'I know that nobody can promise a result, and that I may need 3 to 6 visits or more.',
    },
    {
      id: 'products',
      text: 'I agree to the numbing cream and the products that we talked about.',
    },
    {
      id: 'aftercare',
      text: 'I will follow the care rules. I know the signs of an infection and whom to call.',
    },
    {
      id: 'withdrawal',
      text: 'I know that I may change my mind at any time, also during a visit.',
    },
    electronicStatement,
  ],
  declaration:
    'I choose this treatment of my own free will. Nobody put me under pressure. I agree to microneedling as this form describes it.',
  choices: [],
  validity: { days: null, sessions: null },
  covers: 'practice',
}
