import { describe, expect, it } from 'vitest'
import { blocksOf } from '#renderer/consent/ConsentWords.tsx'
import { type ConsentForm, emptyForm, toSign, withPeople } from '#renderer/consent/consentForm.ts'
import { deviceInWords } from '#renderer/consent/device.ts'
import { forgetLetters, putInitials, takeBackInitials } from '#renderer/consent/initialling.ts'
import { gapsOf, stepsOf } from '#renderer/consent/steps.ts'
import {
  type ConsentTemplate,
  consentTemplate,
  judgeCompleteness,
  startingTemplates,
} from '#shared/consent/index.ts'
import { clientId, toInstant } from '#shared/kernel/index.ts'

const template: ConsentTemplate = consentTemplate.parse({
  id: '019c57bb-0405-76f8-bace-14471cd76b62',
  kind: 'photography',
  version: 1,
  language: 'en',
  text: startingTemplates.photography,
  publishedAt: '2026-11-22T09:00:00.000Z',
  current: true,
})
const { text } = template
const client = clientId.parse('019c57bb-0405-76f8-bace-14471cd76b63')
const at = toInstant(new Date('2026-11-22T10:00:00.000Z'))

const blank = { ...emptyForm(template, null), presentedAt: at }

const problemsOf = (form: ConsentForm) =>
  judgeCompleteness(text, toSign(form, { clientId: client, presentedAt: at, device: '' }), {
    kind: 'photography',
    basisText: null,
    clientName: 'Maria Example',
  })

const gapsIn = (form: ConsentForm) =>
  stepsOf({ text, basisText: null }, {}, form).flatMap((step) =>
    gapsOf(step, form, problemsOf(form)),
  )

describe('the parts of a form in signing mode', () => {
  it('shows every section by itself, then what is initialled, answered, signed and checked', () => {
    const steps = stepsOf({ text, basisText: null }, {}, blank)
    expect(steps.map(({ kind }) => kind)).toEqual([
      'welcome',
      ...text.sections.map(() => 'section'),
      'statements',
      'choices',
      'signature',
      'check',
    ])
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
  })

  it('asks everybody who takes part for a signature', () => {
    const people = {
      guardian: null,
      interpreter: { name: 'I', language: 'Czech' },
      witness: { name: 'W' },
    }
    const steps = stepsOf({ text, basisText: null }, {}, { people })
    expect(steps.flatMap((step) => (step.kind === 'signature' ? [step.signer] : []))).toEqual([
      'client',
      'interpreter',
      'witness',
    ])
  })

  it('shows only what changed to who has signed before, with the words filled in', () => {
    const [first, ...others] = text.sections
    const newer = {
      ...text,
      sections: [{ ...first, heading: 'At {{practice.name}}', body: 'New', covers: [] }, ...others],
    }
    const steps = stepsOf({ text: newer, basisText: text }, { 'practice.name': 'Fernlight' }, blank)
    const changes = steps.flatMap((step) => (step.kind === 'change' ? [step] : []))
    expect(changes.map(({ change }) => change.part)).toEqual(['section:0', 'removed:0'])
    expect(changes[0]?.title).toBe('At Fernlight')
    expect(steps.some(({ kind }) => kind === 'section' || kind === 'choices')).toBe(false)
  })

  it('names a gap for everything that the rules miss, and none when they miss nothing', () => {
    expect(gapsIn(blank)).toHaveLength(text.acknowledgements.length + text.choices.length + 1)
    const initialled = text.acknowledgements.reduce<ConsentForm>(
      (form, { id }) => putInitials(`statement:${id}`)(form),
      { ...blank, letters: ' ME ' },
    )
    const whole = {
      ...initialled,
      presentedAt: at,
      choices: text.choices.map(({ id }) => ({ id, answer: 'no' as const, at })),
      signatures: {
        ...blank.signatures,
        client: { way: 'typed' as const, strokes: null, name: 'maria  example', agreed: true },
      },
    }
    expect(problemsOf(whole)).toEqual([])
    expect(gapsIn(whole)).toEqual([])
    const unsigned = { ...whole, signatures: blank.signatures }
    expect(gapsIn(unsigned).map(({ step }) => step)).toEqual(['signature:client'])
  })

  it('puts no initials before they are typed, and forgets all of them with the letters', () => {
    expect(putInitials('statement:a')(blank).initials).toEqual([])
    const twice = putInitials('statement:b')(
      putInitials('statement:a')({ ...blank, letters: 'AB' }),
    )
    expect(takeBackInitials('statement:a')(twice).initials.map(({ part }) => part)).toEqual([
      'statement:b',
    ])
    expect(forgetLetters(twice)).toMatchObject({ letters: '', initials: [] })
  })
})

describe('the words of a section', () => {
  it('makes a list of lines with bullets and keeps everything else', () => {
    expect(blocksOf('One\ntwo\n\nThese:\n• a\n• b\nlast')).toEqual([
      { kind: 'paragraph', text: 'One\ntwo' },
      { kind: 'paragraph', text: 'These:' },
      { kind: 'list', points: ['a', 'b'] },
      { kind: 'paragraph', text: 'last' },
    ])
  })
})

describe('people who are changed after they signed', () => {
  const anna = { name: 'Anna', relationship: 'mother', identitySeen: 'passport' }
  const typed = { way: 'typed' as const, strokes: null, name: 'X', agreed: true }
  const people = { guardian: anna, interpreter: null, witness: { name: 'Wanda' } }
  const signed: ConsentForm = {
    ...blank,
    people,
    signatures: { client: typed, guardian: typed, interpreter: typed, witness: typed },
  }

  it.each([
    ['another guardian', { ...people, guardian: { ...anna, name: 'Bob' } }],
    ['another document of hers', { ...people, guardian: { ...anna, identitySeen: 'licence' } }],
    ['no guardian any more', { ...people, guardian: null }],
  ])('sign again: %s', (_, now) => {
    const { signatures } = withPeople(signed, now)
    expect(signatures.guardian).toEqual(blank.signatures.guardian)
    expect([signatures.client, signatures.witness]).toEqual([typed, typed])
  })

  it('keep their signatures when they are the same people', () => {
    const same = { ...people, guardian: { ...anna } }
    expect(withPeople(signed, same).signatures).toEqual(signed.signatures)
  })
})

describe('the device that a form was signed on', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
  const hints = {
    brands: [
      { brand: 'Not_A Brand', version: '99' },
      { brand: 'Chromium', version: '142' },
      { brand: 'Google Chrome', version: '142' },
    ],
    platform: 'Linux',
  }
  it.each([
    [{ userAgent: '', userAgentData: hints }, 'touch', 'Chrome 142 on Linux, touch'],
    [{ userAgent: chrome }, 'pen', 'Chrome 142 on Linux, pen'],
    [{ userAgent: chrome, userAgentData: {} }, null, 'Chrome 142 on Linux'],
    [
      {
        userAgent:
          'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      },
      'touch',
      'Safari 18 on iPad, touch',
    ],
    [{ userAgent: 'x' }, '', 'An unknown browser on an unknown system'],
  ])('is named in words', (browser, pointer, words) => {
    expect(deviceInWords(browser, pointer)).toBe(words)
  })
})
