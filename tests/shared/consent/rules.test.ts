import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ConsentKind,
  type ConsentState,
  type ConsentText,
  changedParts,
  consentDraftKey,
  consentKind,
  consentState,
  consentStateOn,
  consentText,
  decisiveConsent,
  judgeAge,
  judgeChoiceWithdrawal,
  judgeCompleteness,
  judgeConsent,
  judgeForm,
  judgePaper,
  judgeText,
  judgeWithdrawal,
  mergeText,
  partsToInitial,
  type PhotoUseState,
  photoUse,
  photoUses,
  practiceValues,
  requiredElements,
  requiredKind,
  type SignConsent,
  startingTemplates,
} from '#shared/consent/index.ts'
import {
  addDays,
  clientId,
  instant,
  type PractitionerId,
  practitionerId,
  toCalendarDate,
} from '#shared/kernel/index.ts'
import { answersTo, drawn, nobody, typed } from '../../support/consent-forms.ts'

const today = toCalendarDate('2026-11-22')
const now = instant.parse('2026-11-22T16:00:00.000Z')
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)
const { microneedling, photography } = startingTemplates

describe('a text', () => {
  const judged = (
    change: (text: ConsentText) => ConsentText,
    kind: ConsentKind = 'microneedling',
    jurisdiction = 'Utah',
  ) =>
    codes(judgeText(change(startingTemplates[kind]), { kind, jurisdiction, sameAsCurrent: false }))

  it('differs from the one before [CON-6]', () => {
    const known = { kind: 'microneedling' as const, jurisdiction: 'Utah', sameAsCurrent: true }
    expect(codes(judgeText(microneedling, known))).toEqual(['consent.nothing-changed'])
  })

  it('names each statement and each choice once [CON-7]', () => {
    const again = { id: 'risks', text: 'I know the risks.' }
    expect(
      judged((text) => ({ ...text, acknowledgements: [...text.acknowledgements, again] })),
    ).toEqual(['consent.part-twice'])
    expect(judged((text) => ({ ...text, choices: [again] }))).toEqual(['consent.part-twice'])
  })

  it('has a section for every required element, of each kind and place [CON-22]', () => {
    for (const kind of consentKind.options) {
      for (const { element, source } of requiredElements(kind, 'Utah')) {
        expect(source).not.toBe('')
        const without = (text: ConsentText) => ({
          ...text,
          sections: text.sections.map((section) => ({
            ...section,
            covers: section.covers.filter((covered) => covered !== element),
          })),
        })
        expect(judged(without, kind)).toEqual([`consent.lacks-${element}`])
      }
    }
  })

  it.each([
    ['Utah', true],
    ['Master esthetician, State of North Carolina', true],
    ['USA', true],
    ['U.S. Virgin Islands', true],
    ['Bavaria, Germany', false],
    ['Austria', false],
    ['Another jurisdiction', false],
  ])('needs the section on electronic records in %s: %s [CON-22]', (jurisdiction, needed) => {
    for (const kind of consentKind.options) {
      const found = requiredElements(kind, jurisdiction).find(
        ({ element }) => element === 'electronic-records',
      )
      expect(found).toEqual(
        needed
          ? { element: 'electronic-records', source: '15 USC 7001(c)', quality: 'law' }
          : undefined,
      )
    }
  })

  it('cites California’s own law in California [CON-22]', () => {
    const source = (jurisdiction: string) =>
      requiredElements('microneedling', jurisdiction).find(({ element }) => element === 'aftercare')
    expect(source('California')).toMatchObject({ quality: 'law' })
    expect(source('California')?.source).toContain('119303')
    expect(source('Utah')?.quality).toBe('secondary')
  })

  it('holds no field that nobody can fill in [CON-23]', () => {
    const saying = (declaration: string) => (text: ConsentText) => ({ ...text, declaration })
    expect(judged(saying('I, {{client.name}}, agree on {{ today }}.'))).toEqual([])
    for (const broken of ['{{client.nmae}}', '{{}}', 'I agree {{today', 'I agree today}}'])
      expect(judged(saying(broken))).toEqual(['consent.unknown-field'])
    expect(judged((text) => ({ ...text, title: 'Consent of {{client.name}}' }))).toEqual([
      'consent.field-in-title',
    ])
  })

  it('makes no claim of a figure about collagen [CON-4]', () => {
    const claiming = (claim: string) => (text: ConsentText) => ({
      ...text,
      sections: text.sections.map((section, index) =>
        index === 0 ? { ...section, body: `${section.body} ${claim}` } : section,
      ),
    })
    for (const claim of [
      'Up to 400 % more collagen!',
      'It builds 400% more collagen.',
      'Collagen rises by 400 percent.',
      'Your skin makes collagen 4 times faster.',
    ])
      expect(judged(claiming(claim)), claim).toEqual(['consent.claim-without-source'])
    expect(judged(claiming('Skin builds collagen as it heals. Wait 3 days.'))).toEqual([])
  })

  it('asks for each use of photos as a choice of its own [CON-24]', () => {
    for (const use of photoUse.options)
      expect(
        judged(
          (text) => ({ ...text, choices: text.choices.filter(({ id }) => id !== use) }),
          'photography',
        ),
      ).toEqual(['consent.photo-use-missing'])
    expect(
      judged(
        (text) => ({ ...text, choices: [...text.choices, { id: 'books', text: 'In a book.' }] }),
        'photography',
      ),
    ).toEqual(['consent.photo-use-unknown'])
    expect(
      judged((text) => ({
        ...text,
        acknowledgements: [...text.acknowledgements, { id: 'marketing', text: 'Use my photos.' }],
      })),
    ).toEqual(['consent.photo-use-not-free'])
  })

  it('of before still reads, with what it did not know [CON-5]', () => {
    expect(
      consentText.parse({
        title: 'Consent',
        sections: [{ heading: 'What we do', body: 'We needle.' }],
        acknowledgements: [{ id: 'read', text: 'I have read it.' }],
        declaration: 'I agree.',
      }),
    ).toMatchObject({
      sections: [{ covers: [] }],
      choices: [],
      validity: { days: null, sessions: null },
      covers: 'practice',
    })
  })

  it('is filled in for the practice, and only where the value is known [CON-26]', () => {
    const values = practiceValues({
      practice: { name: 'Lantern Skin Studio', address: '', telephone: '' },
      practitioner: {
        name: 'Ada Petersen',
        licenceClass: 'Master esthetician',
        licenceNumber: 'ME-20417',
        jurisdiction: 'Utah',
      },
      today,
    })
    const declaration =
      '{{client.name}}, {{practice.name}}, {{practice.telephone}}, {{practitioner.licence}}, {{today}}'
    expect(mergeText({ ...microneedling, declaration }, values).declaration).toBe(
      '{{client.name}}, Lantern Skin Studio, the number of this practice, Master esthetician ME-20417, Utah, 22 Nov 2026',
    )
  })
})

const part = fc.stringMatching(/^[a-z]{1,3}$/)
const named = fc.uniqueArray(fc.record({ id: part, text: part }), {
  selector: ({ id }) => id,
  minLength: 1,
  maxLength: 4,
})
const someText: fc.Arbitrary<ConsentText> = fc.record({
  title: part,
  sections: fc.array(fc.record({ heading: part, body: part, covers: fc.constant([]) }), {
    minLength: 1,
    maxLength: 4,
  }),
  acknowledgements: named,
  choices: named,
  declaration: part,
  validity: fc.record({
    days: fc.constantFrom(null, 30),
    sessions: fc.constantFrom(null, 1),
  }),
  covers: fc.constantFrom('practice' as const, 'practitioner' as const),
})

describe('what changed between two texts', () => {
  it('is nothing in the same text, and everything in its place else [CON-27]', () => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        expect(changedParts(before, before)).toEqual([])
        const changes = changedParts(before, after)
        expect(new Set(changes.map(({ part: name }) => name)).size).toBe(changes.length)
        const statements = changes.filter(({ sort }) => sort === 'statement')
        // A statement that is not among the changes says the same as before.
        for (const { id, text } of after.acknowledgements) {
          const isChanged = statements.some(({ part: name }) => name === `statement:${id}`)
          const same = before.acknowledgements.some((old) => old.id === id && old.text === text)
          expect(isChanged).toBe(!same)
        }
        for (const [index, { heading, body }] of after.sections.entries()) {
          const isChanged = changes.some(({ part: name }) => name === `section:${index}`)
          const same = before.sections.some((old) => old.heading === heading && old.body === body)
          if (!isChanged) expect(same).toBe(true)
        }
        const removed = changes.filter(({ change }) => change === 'removed')
        expect(removed.map(({ part: name }) => name)).toEqual(
          removed.map((_, index) => `removed:${index}`),
        )
        expect(removed.every((each) => each.before !== null && each.after === null)).toBe(true)
        for (const { id } of before.acknowledgements) {
          const isGone = !after.acknowledgements.some((each) => each.id === id)
          const text = before.acknowledgements.find((each) => each.id === id)?.text
          if (isGone)
            expect(
              removed.some((each) => each.sort === 'statement' && each.before?.text === text),
            ).toBe(true)
        }
        expect(changes.some(({ sort }) => sort === 'declaration')).toBe(
          before.declaration !== after.declaration,
        )
      }),
    )
  })

  it('shows a section with its words before and after, also when only its heading changed [CON-27]', () => {
    const [first, second, ...others] = microneedling.sections
    if (!first || !second) throw new Error('The text has sections.')
    const after = {
      ...microneedling,
      sections: [{ ...second, heading: 'How we do it' }, ...others, { ...first, body: 'Other.' }],
    }
    expect(changedParts(microneedling, after)).toEqual([
      {
        part: 'section:0',
        sort: 'section',
        change: 'changed',
        before: { heading: second.heading, text: second.body },
        after: { heading: 'How we do it', text: second.body },
      },
      {
        part: `section:${others.length + 1}`,
        sort: 'section',
        change: 'changed',
        before: { heading: first.heading, text: first.body },
        after: { heading: first.heading, text: 'Other.' },
      },
    ])
  })

  it('tells a client when a consent holds shorter or for one person only [CON-27]', () => {
    const after = { ...microneedling, validity: { days: 30, sessions: 1 } }
    const [terms, ...others] = changedParts(microneedling, after)
    expect([terms?.part, others]).toEqual(['terms', []])
    expect(terms?.after?.text).toMatch(/30 days.*1 visit\./s)
  })
})

type Form = Parameters<typeof judgeCompleteness>[1]

describe('completeness', () => {
  const known = {
    kind: 'microneedling' as const,
    basisText: null,
    clientName: 'Mia Thorsen',
  }
  const of = (changes: Partial<SignConsent>, text = microneedling) =>
    codes(judgeCompleteness(text, { ...answersTo(text, null, now), ...changes }, known))

  it('is every part, every choice and a signature, and nothing less [CON-8] [CON-9]', () => {
    fc.assert(
      fc.property(
        someText,
        fc.option(someText, { nil: null }),
        fc.infiniteStream(fc.boolean()),
        fc.integer({ min: 0, max: 16 }),
        (text, basisText, keeps, points) => {
          const keep = () => keeps.next().value === true
          const whole = answersTo(text, basisText, now)
          const form: Form = {
            ...whole,
            initials: whole.initials.filter(keep),
            choices: whole.choices.filter(keep),
            signature: drawn(points),
          }
          const found = codes(judgeCompleteness(text, form, { ...known, basisText }))
          expect(found.includes('consent.not-initialled')).toBe(
            form.initials.length < whole.initials.length,
          )
          expect(found.includes('consent.choice-open')).toBe(
            form.choices.length < whole.choices.length,
          )
          expect(found.includes('consent.not-signed')).toBe(points < 8)
          expect(found.length === 0).toBe(
            points >= 8 &&
              form.initials.length === whole.initials.length &&
              form.choices.length === whole.choices.length,
          )
        },
      ),
    )
  })

  it('asks for every statement of a whole form, and for what changed on a basis [CON-28]', () => {
    expect(partsToInitial(microneedling, null).map(({ part: name }) => name)).toEqual(
      microneedling.acknowledgements.map(({ id }) => `statement:${id}`),
    )
    const after = { ...photography, declaration: 'I chose.', choices: photography.choices.slice(1) }
    expect(partsToInitial(after, photography).map(({ part: name, sort }) => [name, sort])).toEqual([
      ['declaration', 'declaration'],
      ['removed:0', 'choice'],
    ])
  })

  it('does not take a held tap for a signature [CON-9]', () => {
    const point = { x: 300, y: 100, pressure: 1, time: 0 }
    const held = Array.from({ length: 200 }, (_, time) => ({ ...point, time }))
    const strokes = { width: 600, height: 200, strokes: [held] }
    expect(of({ signature: { kind: 'drawn', strokes } })).toEqual(['consent.not-signed'])
  })

  it('takes a typed name for a signature when it is hers and she agrees to it [CON-29]', () => {
    expect(of({ signature: typed('  mia THORSÉN ') })).toEqual([])
    expect(of({ signature: typed('Mia') })).toEqual(['consent.typed-name-differs'])
    expect(
      of({ signature: { kind: 'typed', name: 'Mia Thorsen', statement: 'I do not.' } }),
    ).toEqual(['consent.typed-not-agreed'])
  })

  it('counts no part twice, and none that was not shown [CON-8] [CON-10]', () => {
    const { initials, choices } = answersTo(photography, null, now)
    const [first, ...others] = initials
    if (!first) throw new Error('The text has statements.')
    expect(of({ initials: [...others, ...others] })).toEqual([
      'consent.not-initialled',
      'consent.unknown-part',
    ])
    expect(
      of({
        initials: [
          ...answersTo(microneedling, null, now).initials,
          { ...first, part: 'section:1' },
        ],
      }),
    ).toEqual(['consent.unknown-part'])
    expect(of({ choices: [...choices, ...choices] }, photography)).toEqual([
      'consent.unknown-choice',
    ])
    expect(of({ choices })).toEqual(['consent.unknown-choice'])
  })

  it('has the guardian of a minor, and everybody who takes part signs [CON-30]', () => {
    const guardian = { name: 'Ane Thorsen', relationship: 'mother', identitySeen: 'passport' }
    const interpreter = { name: 'Ola Nord', language: 'Norwegian' }
    const form = answersTo(microneedling, null, now)
    const judged = (changes: Partial<SignConsent>, isMinor = true) =>
      codes(judgeCompleteness(microneedling, { ...form, ...changes }, { ...known, isMinor }))
    expect(judged({}, false)).toEqual([])
    expect(judged({})).toEqual(['consent.guardian-missing'])
    expect(judged({ people: { ...nobody, guardian } })).toEqual(['consent.guardian-not-signed'])
    expect(
      judged({
        people: { ...nobody, guardian, interpreter, witness: { name: 'Per Lund' } },
        furtherSignatures: { ...nobody, guardian: typed('Ane Thorsen') },
      }),
    ).toEqual(['consent.interpreter-not-signed', 'consent.witness-not-signed'])
    expect(
      judged({
        people: { ...nobody, guardian },
        furtherSignatures: { ...nobody, guardian: typed('Mia Thorsen'), witness: drawn() },
      }),
    ).toEqual(['consent.typed-name-differs', 'consent.signature-without-person'])
    expect(codes(judgeCompleteness(microneedling, form, { ...known, kind: 'guardian' }))).toEqual([
      'consent.guardian-missing',
    ])
    const paper = { choices: [], people: nobody }
    expect(codes(judgePaper(microneedling, paper, { kind: 'guardian' }))).toEqual([
      'consent.guardian-missing',
    ])
    expect(codes(judgePaper(photography, paper, { kind: 'photography' }))).toEqual([
      'consent.choice-open',
    ])
  })
})

it('refuses a replaced text, a form from the future and answers before it [CON-11] [CON-12]', () => {
  const later = instant.parse('2026-11-22T16:00:00.001Z')
  const judged = (changes: Partial<Parameters<typeof judgeForm>[0]>) =>
    codes(
      judgeForm({ templateCurrent: true, presentedAt: now, answeredAt: [now], now, ...changes }),
    )
  expect(judged({})).toEqual([])
  expect(judged({ templateCurrent: false, presentedAt: later })).toEqual([
    'consent.text-replaced',
    'consent.presented-in-future',
  ])
  expect(judged({ answeredAt: [now, later] })).toEqual(['consent.answered-out-of-time'])
  expect(judged({ presentedAt: later, now: later })).toEqual(['consent.answered-out-of-time'])
})

it('has the form of a minor until the birthday, and the other one from it [CON-31]', () => {
  const ageOfMajority = 18
  expect(requiredKind(toCalendarDate('2008-11-23'), today, ageOfMajority)).toBe('guardian')
  expect(requiredKind(toCalendarDate('2008-11-22'), today, ageOfMajority)).toBe('microneedling')
  for (const isMinor of [true, false]) {
    const refused = (kind: ConsentKind) => codes(judgeAge(kind, { isMinor, ageOfMajority }))
    expect(refused('microneedling')).toEqual(isMinor ? ['consent.under-age'] : [])
    expect(refused('guardian')).toEqual(isMinor ? [] : ['consent.of-age'])
    expect(refused('photography')).toEqual([])
  }
})

it('withdraws once, between the day of signing and today [CON-19] [CON-34]', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -30, max: 30 }),
      fc.integer({ min: -30, max: 0 }),
      fc.boolean(),
      fc.constantFrom('yes' as const, 'no' as const, null),
      fc.boolean(),
      (withdrawn, signed, alreadyWithdrawn, answer, takenBack) => {
        const facts = {
          withdrawnOn: addDays(today, withdrawn),
          signedOn: addDays(today, signed),
          today,
          alreadyWithdrawn,
        }
        const allowed = withdrawn <= 0 && withdrawn >= signed && !alreadyWithdrawn
        expect(judgeWithdrawal(facts).length === 0).toBe(allowed)
        const choice = answer
          ? { id: 'marketing', text: 'Ads', answer, withdrawnOn: takenBack ? today : null }
          : undefined
        expect(judgeChoiceWithdrawal(choice, facts).length === 0).toBe(
          allowed && answer === 'yes' && !takenBack,
        )
      },
    ),
  )
})

it('has one state, the worst that is true [CON-18]', () => {
  fc.assert(
    fc.property(
      fc.record({
        signatureHolds: fc.boolean(),
        withdrawn: fc.boolean(),
        days: fc.integer({ min: -2, max: 2 }),
        templateCurrent: fc.boolean(),
        sessionsCovered: fc.constantFrom(null, 1, 3),
        sessionsUsed: fc.integer({ min: 0, max: 3 }),
      }),
      ({ signatureHolds, withdrawn, days, templateCurrent, sessionsCovered, sessionsUsed }) => {
        const state = consentStateOn(
          {
            signatureHolds,
            withdrawnOn: withdrawn ? today : null,
            validUntil: addDays(today, days),
            templateCurrent,
            sessionsCovered,
            sessionsUsed,
          },
          today,
        )
        const usedUp = sessionsCovered !== null && sessionsUsed >= sessionsCovered
        const worst: [boolean, ConsentState][] = [
          [!signatureHolds, 'invalid'],
          [withdrawn, 'withdrawn'],
          [days < 0, 'expired'],
          [usedUp, 'used-up'],
          [!templateCurrent, 'superseded'],
          [true, 'valid'],
        ]
        expect(state).toBe(worst.find(([is]) => is)?.[1])
      },
    ),
  )
})

describe('the consent that counts', () => {
  const states = (...found: ConsentState[]) => decisiveConsent(found.map((state) => ({ state })))

  it('is the newest valid one, or else the newest [CON-20]', () => {
    expect(states()).toBeNull()
    expect(states('expired', 'valid')).toEqual({ state: 'valid' })
    expect(states('superseded', 'expired')).toEqual({ state: 'superseded' })
    expect(states('valid', 'withdrawn')).toEqual({ state: 'valid' })
  })

  it('is never older than a withdrawal [CON-20]', () => {
    expect(states('withdrawn', 'valid')).toEqual({ state: 'withdrawn' })
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...consentState.options)), (found) => {
        const valid = states(...found)?.state === 'valid'
        const before = found.slice(0, found.indexOf('valid'))
        expect(valid).toBe(found.includes('valid') && !before.includes('withdrawn'))
      }),
    )
  })

  const ada = practitionerId.parse('018f0000-0000-7000-8000-000000000001')
  const bea = practitionerId.parse('018f0000-0000-7000-8000-000000000002')

  it('stops a session unless it is valid, of the right kind and covers who treats [CON-32]', () => {
    const session = { kind: 'microneedling' as const, practitionerId: ada }
    const found = (state: ConsentState, kind: ConsentKind, covers: PractitionerId | null) =>
      judgeConsent({ kind, state, validUntil: today, coversPractitionerId: covers }, session)
    expect(codes(judgeConsent(null, session))).toEqual(['consent.missing'])
    for (const state of consentState.options) {
      const findings = found(state, 'microneedling', ada)
      expect(codes(findings)).toEqual(state === 'valid' ? [] : [`consent.${state}`])
      expect(findings.every(({ severity }) => severity === 'stop')).toBe(true)
      expect(codes(found(state, 'guardian', null))).toEqual(['consent.missing'])
    }
    expect(codes(found('valid', 'microneedling', bea))).toEqual(['consent.other-practitioner'])
  })
})

describe('the uses of photos', () => {
  type Asked = Parameters<typeof photoUses>[0][number]
  const asked = (state: ConsentState, answer: 'yes' | 'no', takenBack = false): Asked => ({
    state,
    choices: [{ id: 'marketing', text: 'Ads', answer, withdrawnOn: takenBack ? today : null }],
  })

  it.each([
    ['nothing was asked', [], 'not-asked'],
    ['she said yes', [asked('valid', 'yes')], 'allowed'],
    ['the text is replaced', [asked('superseded', 'yes')], 'allowed'],
    ['she said no', [asked('valid', 'no')], 'refused'],
    ['she said no and withdrew all', [asked('withdrawn', 'no')], 'refused'],
    ['she took back this yes', [asked('valid', 'yes', true)], 'withdrawn'],
    ['she withdrew it all', [asked('withdrawn', 'yes')], 'withdrawn'],
    ['it has run out', [asked('expired', 'yes')], 'not-asked'],
    ['it was taken back before it ran out', [asked('expired', 'yes', true)], 'withdrawn'],
    ['it does not hold', [asked('invalid', 'yes')], 'not-asked'],
    ['the newest no counts', [asked('valid', 'no'), asked('valid', 'yes')], 'refused'],
    ['the newest does not hold', [asked('invalid', 'no'), asked('valid', 'yes')], 'not-asked'],
    [
      'the newest does not ask',
      [{ state: 'valid' as const, choices: [] }, asked('valid', 'yes')],
      'allowed',
    ],
  ] satisfies [string, Asked[], PhotoUseState][])('when %s [CON-35]', (_when, consents, state) => {
    expect(photoUses(consents)).toEqual({
      'clinical-photos': 'not-asked',
      education: 'not-asked',
      marketing: state,
      'social-media': 'not-asked',
    })
  })
})

it('keeps one form of each kind in work for a client [CON-42]', () => {
  const id = clientId.parse('018f0000-0000-7000-8000-000000000003')
  const keys = consentKind.options.map((kind) => consentDraftKey(id, kind))
  expect(new Set(keys).size).toBe(3)
  expect(keys.every((key) => /^[A-Za-z0-9:-]{1,120}$/.test(key))).toBe(true)
})
