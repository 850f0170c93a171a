import type { ConsentText } from './schema.ts'
import { closingSections, microneedlingText } from './starting-microneedling.ts'
import { treatmentSections } from './starting-treatment.ts'
import { electronicRecords, list, paragraphs } from './starting-words.ts'

/**
 * Below the age of majority: for the young person, who must want it herself, and for a parent or
 * guardian. Reference 4.1 (GMC), 4.2 and 2.1 (the age of 22 on the US label).
 */
export const guardianText: ConsentText = {
  title: 'Consent to microneedling for a young person',
  sections: [
    {
      heading: 'Two people say yes',
      covers: ['guardian-role'],
      body: paragraphs(
        'This form of {{practice.name}} is for two people: for you, the young person, and for your parent or guardian. Read it slowly, or ask us to read it to you both. Ask about every word that is not clear.',
        'You are not of age yet. So both of you must say yes, and both of you sign. If one of you says no, we do not treat.',
        'We ask your parent or guardian for a passport or another paper that shows who they are. We write down who they are to you, and which paper we saw.',
      ),
    },
    {
      heading: 'For you, the young person',
      covers: [],
      body: paragraphs(
        'It is your skin. You must want this yourself. Do not do it to please a parent, a friend or us.',
        'You may talk to us alone. You may say no, and you need not say why. Your no counts, also when your parent says yes, and also in the middle of a visit.',
        'You may wait until you are older. Skin changes a lot in these years, and waiting does no harm to your health.',
      ),
    },
    {
      heading: 'For the parent or guardian',
      covers: [],
      body: paragraphs(
        'Please read all of this form, also the part for the young person. Ask what he or she wants, and listen.',
        list(
          'The US label of these pens is for people of 22 years and older.',
          'In some places nobody under 18 may have this done, even if a parent agrees. We tell you what the law says here.',
          'Tell us all you know about the health, the medicines and the allergies of the young person.',
          'Come to each visit, and help with the care at home.',
          'You too may take back your yes at any time.',
        ),
        'In the rest of this form, “you” means the young person.',
      ),
    },
    ...treatmentSections,
    ...closingSections,
    electronicRecords,
  ],
  acknowledgements: [
    { id: 'own-wish', text: 'I want this myself. Nobody talked me into it.' },
    {
      id: 'together',
      text: 'My parent or guardian read this form with me, and agrees to it.',
    },
    ...microneedlingText.acknowledgements,
  ],
  choices: [],
  declaration:
    'I am the young person, and I choose this treatment of my own free will. My parent or guardian signs with me. We both agree to microneedling as this form describes it.',
  validity: { days: null, sessions: null },
  covers: 'practice',
}
