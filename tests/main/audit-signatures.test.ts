import { expect, it } from 'vitest'
import { attachmentsFolder } from '#main/attachments/index.ts'
import { verifyBundle, writePracticeBundle } from '#main/exports/index.ts'
import { contentOf } from '#main/database/index.ts'
import { verifySignatures } from '#main/signing/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { openTestPractice } from '../support/practice.ts'
import { addSterilizer, releaseWhole, runCycle, tested } from '../support/sterility.ts'
import { tampered } from '../support/tampered.ts'

it('names a record whose own signature is not there, or says something else, in the practice and in a bundle [AUD-12, AUD-13, AUD-14]', async () => {
  const practice = await openTestPractice()
  const { api, clock } = practice
  const machine = await addSterilizer(practice)
  const startedAt = () => clock.now().toISOString()
  const load = await runCycle(practice, machine, {
    cycleNumber: 1,
    startedAt: startedAt(),
    packs: ['P1', 'P2'],
  })
  clock.advance({ minutes: 1 })
  await releaseWhole(practice, load)
  const cycle = await runCycle(practice, machine, { cycleNumber: 2, startedAt: startedAt() })
  clock.advance({ minutes: 1 })
  const { sporeTest, recallId } = await tested(practice, cycle, 'fail')
  const { steps } = await api.recalls.get({ recallId: certain(recallId, 'A recall') })
  const [opened] = steps
  expect(opened?.signatureState).toBe('valid')

  const connection = await practice.behindTheBack()
  const folder = attachmentsFolder(practice.recordsPath)
  const [read] = connection
    .prepare<[], { meaning: string; subject_id: string }>(
      "SELECT meaning, subject_id FROM signatures WHERE subject_table = 'spore_tests'",
    )
    .all()
  expect(read).toEqual({ meaning: 'spore-test-read', subject_id: sporeTest.id })
  const step = connection
    .prepare<[], Buffer>("SELECT snapshot_hash FROM signatures WHERE meaning = 'recall-step'")
    .pluck()
    .get()
  const signedStep = contentOf(connection, certain(step, 'A signed step'))
  expect(JSON.parse(certain(signedStep, 'What was signed'))).toMatchObject({
    items: { loads: [load.id, cycle.id] },
  })
  expect(await api.audit.verify()).toMatchObject({ holds: true, findings: [] })
  expect(verifyBundle(writePracticeBundle(connection, folder))).toMatchObject({ holds: true })

  const first = load.packs.filter(({ label }) => label === 'P1').map(({ id }) => `packs ${id}`)
  const packs = load.packs.map(({ id }) => `packs ${id}`).toSorted()
  const expected: readonly (readonly [string, readonly string[]])[] = [
    // The load has another signature left, of another meaning.
    ["DELETE FROM signatures WHERE meaning = 'load-released'", [`loads ${load.id}`]],
    ["DELETE FROM signatures WHERE meaning = 'packs-released'", packs],
    ["DELETE FROM signatures WHERE meaning = 'spore-test-read'", [`spore_tests ${sporeTest.id}`]],
    ["DELETE FROM signatures WHERE meaning = 'recall-step'", [`recall_steps ${opened?.id}`]],
    // What was signed is another: the living row differs.
    ['UPDATE loads SET hold_seconds = 999 WHERE cycle_number = 1', [`loads ${load.id}`]],
    ["UPDATE packs SET label = 'P9' WHERE label = 'P1'", first],
    [
      "UPDATE spore_tests SET test_growth = 0, control_growth = 1, result = 'pass'",
      [`spore_tests ${sporeTest.id}`],
    ],
  ]
  for (const [sql, subjects] of expected) {
    const [inPractice, inBundle] = tampered(connection, sql, () => [
      verifySignatures(connection, {}).findings,
      verifyBundle(writePracticeBundle(connection, folder)).findings,
    ])
    const named = (inPractice ?? []).map(({ subject }) => subject).toSorted()
    expect(named, sql).toEqual(subjects)
    const signatures = (inBundle ?? []).filter(({ code }) => code === 'signature-invalid')
    expect(signatures.map(({ subject }) => subject).toSorted(), sql).toEqual(subjects)
  }
})
