import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { certain, toCalendarDate } from '#shared/kernel/index.ts'
import {
  type AnswerWord,
  askedQuestions,
  evaluateScreening,
  type GivenAnswer,
  type ScreenedClient,
  startingScreening,
} from '#shared/screening/index.ts'
import { clientOf, daysAgo, standing, today, type StandingFlag } from './facts.ts'

interface Case {
  readonly line: string
  readonly facts: readonly string[]
  readonly verdict: string
  readonly findings: readonly string[]
  readonly source: string
}

const cases: readonly Case[] = readFileSync(
  new URL('../../fixtures/screening-cases.txt', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => {
    const [facts = '', expected = '', source = ''] = line.split('|').map((part) => part.trim())
    const [verdict = '', findings = ''] = expected.split(':').map((part) => part.trim())
    return {
      line,
      facts: facts.split(';').map((fact) => fact.trim()),
      verdict,
      findings: findings === '' ? [] : findings.split(',').map((code) => code.trim()),
      source,
    }
  })

const codeOf = (label: string): string =>
  certain(
    startingScreening.questions.find((question) => question.label === label),
    `A question “${label}”`,
  ).code

const words: Readonly<Record<string, AnswerWord>> = { yes: 'yes', no: 'no', 'not known': 'unknown' }

const daysIn = (text: string): number => {
  const match = certain(/(\d+) days? (ago|ahead)/.exec(text), `Days in “${text}”`)
  return Number(match[1]) * (match[2] === 'ago' ? 1 : -1)
}

const answerIn = (fact: string): GivenAnswer => {
  const [label = '', value = ''] = fact.split(': ')
  const code = codeOf(label)
  const word = words[value]
  return word
    ? { code, answer: word, date: null }
    : { code, answer: 'date', date: daysAgo(daysIn(value)) }
}

/** `record: Cold sores, cleared 10 days ago, until 5 days ahead` */
const flagIn = (fact: string): StandingFlag => {
  const label = certain(
    startingScreening.questions
      .map((question) => question.label)
      .filter((known) => `${fact}, `.startsWith(`record: ${known}, `))
      .at(0),
    `The caution of “${fact}”`,
  )
  const [, ...rest] = fact.slice('record: '.length + label.length).split(', ')
  const cleared = rest.find((part) => part.startsWith('cleared'))
  const until = rest.find((part) => part.startsWith('until'))
  return standing(
    codeOf(label),
    cleared === undefined
      ? null
      : {
          clearedOn: daysAgo(daysIn(cleared)),
          validUntil: until === undefined ? null : daysAgo(daysIn(until)),
          document: !rest.includes('without a document'),
        },
  )
}

const skinTypes = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const

const clientIn = (facts: readonly string[]): ScreenedClient => {
  const age = facts.find((fact) => fact.startsWith('age '))
  const skin = facts.find((fact) => fact.startsWith('skin type '))?.slice('skin type '.length)
  return clientOf({
    birthDate: toCalendarDate(`${2026 - Number(age?.slice(4) ?? 34)}-11-22`),
    fitzpatrickType:
      skin === 'not recorded' ? null : (skinTypes.find((type) => type === skin) ?? 'III'),
    flags: facts.filter((fact) => fact.startsWith('record: ')).map(flagIn),
  })
}

const answersIn = (facts: readonly string[], client: ScreenedClient): readonly GivenAnswer[] => {
  const given = facts
    .filter((fact) => !/^(nothing$|age |skin type |record: )/.test(fact))
    .map(answerIn)
  const said = new Set(given.map(({ code }) => code))
  const others = startingScreening.questions
    .filter(({ code, kind }) => !said.has(code) && kind === 'yes-no')
    .map(({ code }) => ({ code, answer: 'no', date: null }) as const)
  const answers = [...given, ...others]
  const open = askedQuestions(startingScreening, { answers, client, today }).filter(
    ({ code }) => !answers.some((answer) => answer.code === code),
  )
  expect(open.map(({ label }) => label)).toEqual([])
  return answers
}

describe('the written cases', () => {
  it('are at least sixty, each with its source, and none is written twice [SCR-1]', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60)
    expect(cases.filter(({ source }) => source === '')).toEqual([])
    expect(new Set(cases.map(({ facts }) => facts.join(';'))).size).toBe(cases.length)
  })

  it.each(cases.map((one) => [one.line, one] as const))(
    '%s [SCR-1]',
    (_line, { facts, verdict, findings }) => {
      const client = clientIn(facts)
      const answers = answersIn(facts, client)
      const evaluated = evaluateScreening(startingScreening, { answers, client, today })
      expect({
        verdict: evaluated.verdict,
        findings: evaluated.findings.map(({ code }) => code).toSorted(),
      }).toEqual({ verdict, findings: findings.map((code) => `screening.${code}`).toSorted() })
    },
  )

  it('meet every starting rule and every question that a rule looks at [SCR-1]', () => {
    const met = new Set(cases.flatMap(({ findings }) => findings))
    expect(
      startingScreening.rules.map(({ code }) => code).filter((code) => !met.has(code)),
    ).toEqual([])
  })
})
