import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import {
  type ConsentState,
  type ConsentText,
  choicesToMake,
  partsToInitial,
  type SignConsent,
  signConsent,
  startingTemplates,
} from '#shared/consent/index.ts'
import {
  addDays,
  type CalendarDate,
  type ClientId,
  type ConsentId,
  dayOf,
} from '#shared/kernel/index.ts'
import { drawn, nobody } from '../support/consent-forms.ts'
import { type ConsentRoom, consentRoom } from '../support/consent-room.ts'
import { openTestPractice, practiceOfTest, testPassphrase } from '../support/practice.ts'
import { refusalOf } from '../support/refusals.ts'

type Variant = Pick<ConsentText, 'acknowledgements' | 'choices' | 'declaration' | 'validity'>

/** What the model knows of a signed consent; of everything else it knows nothing. */
interface Signed {
  readonly id: ConsentId
  readonly version: number
  readonly text: ConsentText
  readonly lastDay: CalendarDate
  readonly choices: ReadonlyMap<string, 'yes' | 'no'>
  isWithdrawn: boolean
  readonly takenBack: Set<string>
}

interface World {
  room: ConsentRoom
  version: number
  text: ConsentText
}

interface Person {
  readonly clientId: ClientId
  /** Newest first. */
  readonly signed: Signed[]
  draft: {
    readonly form: SignConsent
    readonly basis: Signed | null
    readonly version: number
    /** When it was put before her, and how much she had signed by then. */
    readonly day: CalendarDate
    readonly signedBefore: number
  } | null
  /** The form that became her newest consent on the screen. */
  used?: SignConsent
  saved: number
}

type Command = (world: World, person: Person) => Promise<void>

const kind = 'microneedling'
const reason = 'as the model says'

const todayOf = ({ room }: World): CalendarDate => dayOf(room.now(), practiceOfTest.timeZone)

const stateOf = (world: World, consent: Signed): ConsentState => {
  if (consent.isWithdrawn) return 'withdrawn'
  if (consent.lastDay < todayOf(world)) return 'expired'
  return consent.version === world.version ? 'valid' : 'superseded'
}

/** The consent that a form of changes builds on. */
const basisOf = (world: World, { signed }: Person): Signed | null => {
  const counts = signed.find((each) => ['valid', 'withdrawn'].includes(stateOf(world, each)))
  const decisive = counts ?? signed[0] ?? null
  return decisive && stateOf(world, decisive) === 'superseded' ? decisive : null
}

const save = async ({ room }: World, person: Person, form: SignConsent) => {
  const { version } = await room.api.drafts.save({
    kind: 'consent',
    key: `${person.clientId}:${kind}`,
    version: person.saved,
    document: z.json().parse(JSON.parse(JSON.stringify(form))),
  })
  person.saved = version
}

const edit =
  (change: (form: SignConsent, world: World, basis: Signed | null) => SignConsent): Command =>
  async (world, person) => {
    if (!person.draft) return
    const form = change(person.draft.form, world, person.draft.basis)
    person.draft = { ...person.draft, form }
    await save(world, person, form)
  }

const begin =
  (onlyChanges: boolean): Command =>
  async (world, person) => {
    const basis = onlyChanges ? basisOf(world, person) : null
    const { id } = await world.room.current(kind)
    const form: SignConsent = {
      clientId: person.clientId,
      templateId: id,
      basisId: basis?.id ?? null,
      initials: [],
      choices: [],
      signature: drawn(0),
      people: nobody,
      furtherSignatures: nobody,
      presentedAt: world.room.now(),
      device: '',
    }
    person.draft = {
      form,
      basis,
      version: world.version,
      day: todayOf(world),
      signedBefore: person.signed.length,
    }
    await save(world, person, form)
  }

const initial = (skip: number | null): Command =>
  edit((form, { room, text }, basis) => ({
    ...form,
    initials: partsToInitial(text, basis?.text ?? null)
      .filter((_, index) => index !== skip)
      .map(({ part }) => ({ part, initials: 'MT', at: room.now() })),
  }))

const choose = (answers: readonly ('yes' | 'no')[]): Command =>
  edit((form, { room, text }, basis) => ({
    ...form,
    choices: choicesToMake(text, basis?.text ?? null).flatMap(({ id }, index) => {
      const answer = answers[index]
      return answer ? [{ id, answer, at: room.now() }] : []
    }),
  }))

const sign = (points: number): Command => {
  const draw = edit((form) => ({ ...form, signature: drawn(points) }))
  return async (world, person) => {
    await draw(world, person)
    if (!person.draft) return
    const { form, basis, version, day, signedBefore } = person.draft
    const asked = partsToInitial(world.text, basis?.text ?? null).map(({ part }) => part)
    const open = choicesToMake(world.text, basis?.text ?? null).map(({ id }) => id)
    const isComplete =
      version === world.version &&
      day === todayOf(world) &&
      signedBefore === person.signed.length &&
      (basis === null || basisOf(world, person) === basis) &&
      asked.join() === form.initials.map(({ part }) => part).join() &&
      open.join() === form.choices.map(({ id }) => id).join() &&
      points >= 8
    const { api } = world.room
    const call = api.consent.sign({ consent: form, secret: testPassphrase })
    if (!isComplete) {
      expect((await refusalOf(call)).every(({ code }) => code.startsWith('consent.'))).toBe(true)
      return
    }
    const { id, basisId } = await call.then((consent) => ({
      id: consent.id,
      basisId: consent.snapshot.basis?.consentId ?? null,
    }))
    expect(basisId).toBe(basis?.id ?? null)
    const carried = new Map<string, 'yes' | 'no'>()
    for (const [choice, answer] of basis?.choices ?? [])
      carried.set(choice, basis?.takenBack.has(choice) ? 'no' : answer)
    for (const choice of form.choices) carried.set(choice.id, choice.answer)
    push(world, person, id, carried)
    // It went with the signature: a crash from here on finds nothing that could be signed again.
    expect(await api.drafts.load({ kind: 'consent', key: `${person.clientId}:${kind}` })).toBeNull()
    person.used = form
    person.draft = null
    person.saved = 0
  }
}

const push = (
  world: World,
  person: Person,
  id: ConsentId,
  answers: ReadonlyMap<string, 'yes' | 'no'>,
) => {
  const { text, version } = world
  person.signed.unshift({
    id,
    version,
    text,
    lastDay: addDays(todayOf(world), text.validity.days ?? 180),
    choices: new Map(
      text.choices.flatMap((choice) => {
        const answer = answers.get(choice.id)
        return answer ? [[choice.id, answer]] : []
      }),
    ),
    isWithdrawn: false,
    takenBack: new Set(),
  })
}

const onPaper =
  (isWhole: boolean): Command =>
  async (world, person) => {
    const { api, current, scan } = world.room
    const { id: templateId } = await current(kind)
    const choices = world.text.choices.map(({ id }) => ({ id, answer: 'yes' as const }))
    const given = isWhole ? choices : choices.slice(1)
    const call = api.consent.signOnPaper({
      consent: {
        clientId: person.clientId,
        templateId,
        signedOn: todayOf(world),
        allInitialled: true,
        choices: given,
        scanId: await scan(`what ${person.clientId} signed as number ${person.signed.length}`),
      },
      secret: testPassphrase,
    })
    if (given.length < choices.length) {
      expect((await refusalOf(call)).map(({ code }) => code)).toEqual(['consent.choice-open'])
    } else {
      push(world, person, (await call).id, new Map(choices.map(({ id, answer }) => [id, answer])))
    }
  }

/** The form that became a consent is sent once more. */
const signAgain: Command = async ({ room }, { used }) => {
  if (!used) return
  const call = room.api.consent.sign({ consent: used, secret: testPassphrase })
  expect((await refusalOf(call)).length).toBeGreaterThan(0)
}

/** Whether a newer consent counts in its place. */
const isReplaced = (world: World, { signed }: Person, consent: Signed): boolean =>
  signed.slice(0, signed.indexOf(consent)).some((each) => stateOf(world, each) === 'valid')

const withdraw =
  (which: number): Command =>
  async (world, person) => {
    const newest = person.signed[which % Math.max(1, person.signed.length)]
    if (!newest) return
    const isOld = isReplaced(world, person, newest)
    const call = world.room.api.consent.withdraw({
      consentId: newest.id,
      withdrawnOn: todayOf(world),
      reason,
    })
    if (isOld) {
      expect((await refusalOf(call)).map(({ code }) => code)).toEqual(['consent.newer-counts'])
      return
    }
    if (newest.isWithdrawn) {
      await refusalOf(call)
      return
    }
    await call
    newest.isWithdrawn = true
    // What she had filled in before goes with it.
    person.draft = null
    person.saved = 0
  }

const takeBack: Command = async (world, person) => {
  const [newest] = person.signed
  const [choice, answer] = [...(newest?.choices ?? [])][0] ?? []
  if (!newest || !choice) return
  const call = world.room.api.consent.withdrawChoice({
    consentId: newest.id,
    choice,
    withdrawnOn: todayOf(world),
    reason,
  })
  if (answer === 'no' || newest.isWithdrawn || newest.takenBack.has(choice)) {
    await refusalOf(call)
  } else {
    await call
    newest.takenBack.add(choice)
  }
}

const publish =
  (variant: Variant): Command =>
  async (world) => {
    const text = { ...startingTemplates[kind], ...variant }
    const call = world.room.publish(kind, () => text)
    if (JSON.stringify(text) === JSON.stringify(world.text)) {
      expect((await refusalOf(call)).map(({ code }) => code)).toEqual(['consent.nothing-changed'])
    } else {
      world.version = (await call).version
      world.text = text
    }
  }

const crash: Command = async (world, person) => {
  world.room = consentRoom(await world.room.reopen())
  await world.room.api.vault.unlock({ secret: testPassphrase })
  const found = await world.room.api.drafts.load({
    kind: 'consent',
    key: `${person.clientId}:${kind}`,
  })
  expect(found && signConsent.parse(found.document)).toEqual(person.draft?.form ?? null)
}

const wait =
  (days: number): Command =>
  async ({ room }) => {
    room.clock.advance({ days })
    await room.api.vault.unlock({ secret: testPassphrase })
  }

/** What the records say is what the model says, and nothing signed is incomplete. */
const agree = async (world: World, { clientId, signed }: Person) => {
  const { api } = world.room
  const found = await api.consent.list({ clientId })
  expect(found.map(({ id, state }) => [id, state])).toEqual(
    signed.map((each) => [each.id, stateOf(world, each)]),
  )
  expect(
    found.map(({ choices }) =>
      choices.map((each) => [each.id, each.answer, each.withdrawnOn !== null]),
    ),
  ).toEqual(
    signed.map(({ choices, takenBack }) =>
      [...choices].map(([id, answer]) => [id, answer, takenBack.has(id)]),
    ),
  )
  const [newest] = signed
  if (newest) {
    const { snapshot } = await api.consent.get({ consentId: newest.id })
    const { text } = snapshot.template
    expect(text).toEqual(newest.text)
    expect(snapshot.acknowledged.map(({ id }) => id)).toEqual(
      text.acknowledgements.map(({ id }) => id),
    )
    expect(snapshot.acknowledged.every(({ initials }) => initials)).toBe(true)
    expect(snapshot.choices.map(({ id }) => id)).toEqual(text.choices.map(({ id }) => id))
  }
  const [needed] = await api.consent.needed({ clientId })
  const basis = basisOf(world, { clientId, signed, draft: null, saved: 0 })
  const counts = signed.find((each) => ['valid', 'withdrawn'].includes(stateOf(world, each)))
  expect([needed?.needs, needed?.basisId]).toEqual(
    counts && stateOf(world, counts) === 'valid'
      ? ['nothing', null]
      : [basis ? 'changes' : 'whole', basis?.id ?? null],
  )
}

const words = fc.constantFrom('as it was', 'as it was', 'as it was', 'in other words')
const parts = (ids: readonly string[], minLength: number) =>
  fc
    .tuple(fc.subarray([...ids], { minLength }), fc.array(words, { minLength: 3, maxLength: 3 }))
    .map(([chosen, texts]) =>
      chosen.map((id, index) => ({ id, text: `${id}, ${texts[index] ?? 'as it was'}` })),
    )
const variant: fc.Arbitrary<Variant> = fc.record({
  acknowledgements: parts(['read', 'risks', 'care'], 1),
  choices: parts(['clinical-photos', 'marketing'], 1),
  declaration: words,
  validity: fc.record({ days: fc.constantFrom(5, 12), sessions: fc.constant(null) }),
})

const yesOrNo = fc.array(fc.constantFrom('yes' as const, 'no' as const), { maxLength: 2 })
const filled = (onlyChanges: boolean, answers: readonly ('yes' | 'no')[]): Command => {
  const steps = [begin(onlyChanges), initial(null), choose(answers), sign(30)]
  return async (world, person) => {
    for (const step of steps) await step(world, person)
  }
}

/** A *yes* is taken back, and then only another declaration is put before the client. */
const takenBackAndCarried: Command = async (world, person) => {
  await filled(false, ['yes', 'yes'])(world, person)
  await takeBack(world, person)
  const { acknowledgements, choices, declaration, validity } = world.text
  await publish({ acknowledgements, choices, declaration: `${declaration}!`, validity })(
    world,
    person,
  )
  await filled(true, ['yes', 'yes'])(world, person)
}

/** Every place once, whatever chance brings. */
const tour: readonly (readonly [string, Command])[] = [
  // The starting text may ask for no choice, and then none can be taken back.
  [
    'publish',
    publish({
      acknowledgements: [{ id: 'read', text: 'read' }],
      choices: [{ id: 'marketing', text: 'marketing' }],
      declaration: 'as it was',
      validity: { days: 12, sessions: null },
    }),
  ],
  ['begin', begin(false)],
  ['crash', crash],
  ['carried', takenBackAndCarried],
  ['sign again', signAgain],
  ['withdraw', withdraw(0)],
  ['sign again after it', signAgain],
  ['paper', onPaper(true)],
  ['wait', wait(190)],
  ['sign', filled(true, ['yes', 'no'])],
]

const command: fc.Arbitrary<{ readonly says: string; readonly run: Command }> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ says: fc.constant('publish'), run: variant.map(publish) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      says: fc.constant('a form from its beginning to its signature'),
      run: fc
        .tuple(
          fc.constantFrom(true, true, false),
          fc.constantFrom(['yes', 'no'] as const, ['yes'] as const, ['no', 'yes'] as const),
        )
        .map(([onlyChanges, answers]) => filled(onlyChanges, answers)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ says: fc.constant('begin'), run: fc.boolean().map(begin) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      says: fc.constant('initial'),
      run: fc.option(fc.nat(2)).map(initial),
    }),
  },
  { weight: 2, arbitrary: fc.record({ says: fc.constant('choose'), run: yesOrNo.map(choose) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      says: fc.constant('sign'),
      run: fc.constantFrom(0, 7, 8, 30).map(sign),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ says: fc.constant('paper'), run: fc.boolean().map(onPaper) }),
  },
  { weight: 1, arbitrary: fc.constant({ says: 'sign again', run: signAgain }) },
  {
    weight: 1,
    arbitrary: fc.record({ says: fc.constant('withdraw'), run: fc.nat(3).map(withdraw) }),
  },
  { weight: 3, arbitrary: fc.constant({ says: 'take back', run: takeBack }) },
  { weight: 2, arbitrary: fc.constant({ says: 'carried', run: takenBackAndCarried }) },
  { weight: 1, arbitrary: fc.constant({ says: 'crash', run: crash }) },
  {
    weight: 2,
    arbitrary: fc.record({
      says: fc.constant('wait'),
      run: fc.constantFrom(4, 13, 190).map(wait),
    }),
  },
)

it('no sequence of edits, crashes, withdrawals and new texts signs what is incomplete, and each consent is what a simple model says [CON-8] [CON-18] [CON-28]', {
  timeout: 60_000,
}, async () => {
  const world: World = {
    room: consentRoom(await openTestPractice()),
    version: 1,
    text: startingTemplates[kind],
  }
  const reached = new Set<string>()
  let people = 0
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 12 }), async (commands) => {
      people += 1
      const clientId = await world.room.newClient(`Client ${people}`)
      const person: Person = { clientId, signed: [], draft: null, saved: 0 }
      for (const { says, run } of commands) {
        const before = person.signed.length
        await run(world, person)
        await agree(world, person)
        if (person.signed.length > before) reached.add(says)
        for (const each of person.signed) reached.add(stateOf(world, each))
        if (person.signed.some(({ takenBack }) => takenBack.size > 0)) reached.add('taken back')
      }
    }),
    {
      numRuns: 6,
      endOnFailure: true,
      examples: [[tour.map(([says, run]) => ({ says, run }))]],
    },
  )
  // The sequences reach what they are about.
  for (const place of [
    'valid',
    'superseded',
    'withdrawn',
    'expired',
    'taken back',
    'carried',
    'paper',
  ])
    expect([...reached]).toContain(place)
})
