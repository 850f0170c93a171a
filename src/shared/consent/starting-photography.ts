import type { ConsentText } from './schema.ts'
import { electronicRecords, electronicStatement, list, paragraphs } from './starting-words.ts'

/** Four uses, each a choice of its own that can be taken back. Reference 4.3. */
export const photographyText: ConsentText = {
  title: 'Consent to photos',
  sections: [
    {
      heading: 'Before you read',
      covers: [],
      body: paragraphs(
        '{{practice.name}} would like to take photos of your skin. You choose what we may use them for.',
        'Each choice stands alone. You may say yes to one and no to another. A no changes nothing in how we treat you, and it costs you nothing.',
        'If you are not of age yet, your parent or guardian signs with you.',
      ),
    },
    {
      heading: 'What photos are for',
      covers: ['photo-uses'],
      body: paragraphs(
        'We ask you about four uses:',
        list(
          'Your record: we compare your skin before and after. Only people who treat you or check our work see these photos.',
          'Teaching: we show photos to people who learn this work. We do not give your name.',
          'Ads: we show photos on our walls, in our leaflets or on our own web page.',
          'Social media: we post photos on the web pages where people share them.',
        ),
      ),
    },
    {
      heading: 'What you should know',
      covers: [],
      body: paragraphs(
        'A face can be known even without a name. We can cover your eyes or show only a part. Tell us if you want that.',
        'A photo that is on the web can be copied by others. We can take down our own post. We cannot get back what others copied.',
        'You get no money for the photos.',
      ),
    },
    {
      heading: 'You may change your mind',
      covers: ['withdrawal'],
      body: paragraphs(
        'You may take back each yes by itself, or all of them, at any time. You need not say why. Tell us here, in a letter, or call {{practice.telephone}}.',
        'We write down the day. From then on we do not use the photos for that any more, and we take down what we posted. Photos that are part of your record stay there as long as the law asks us to keep it.',
      ),
    },
    {
      heading: 'Your data',
      covers: ['data'],
      body: paragraphs(
        'We keep the photos and this form with your record. They are locked on our own computer. We show them only for the uses to which you said yes, or when the law says so.',
        'You may see your photos and get a copy of them.',
        'This form is kept just as you see it. We will ask you again after a year, and when the text changes.',
      ),
    },
    electronicRecords,
  ],
  acknowledgements: [
    {
      id: 'read',
      text: 'I have read this form, or it was read to me, and I had enough time to think.',
    },
    {
      id: 'free',
      text: 'I know that I may say no to each use, and that I am treated just the same.',
    },
    {
      id: 'copies',
      text: 'I know that others can copy a photo from the web, and that nobody can get it back.',
    },
    { id: 'withdrawal', text: 'I know that I may take back each yes at any time.' },
    electronicStatement,
  ],
  choices: [
    {
      id: 'clinical-photos',
      text: 'You may take photos of my skin and keep them in my record.',
    },
    {
      id: 'education',
      text: 'You may show my photos, without my name, to people who learn this work.',
    },
    {
      id: 'marketing',
      text: 'You may use my photos in ads: on your walls, in leaflets and on your own web page.',
    },
    {
      id: 'social-media',
      text: 'You may post my photos on social media. I know that others can share them there.',
    },
  ],
  declaration: 'I made each choice of my own free will. Nobody put me under pressure.',
  validity: { days: 365, sessions: null },
  covers: 'practice',
}
