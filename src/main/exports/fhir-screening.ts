import { canonical } from '#main/database/index.ts'
import type {
  PatchTest,
  Screening,
  ScreeningAnswer,
  ScreeningQuestion,
  ScreeningRules,
} from '#shared/screening/index.ts'
import { formatDay } from '#shared/kernel/index.ts'
import { type Json, narrative, partId, referenceTo, type Resource } from './fhir.ts'
import { provenance } from './fhir-provenance.ts'
import type { History } from './history.ts'
import { answerText } from './screening-blocks.ts'
import { words } from './words.ts'

/** The screenings of a client with the versions of their questionnaire, and her patch tests. */
export const screeningResources = (history: History): readonly Resource[] => {
  const signed = history.screenings.flatMap((one) => one.signed ?? [])
  return [
    ...history.screeningRules.map(questionnaire),
    ...signed.flatMap((screening) => {
      const rules = history.screeningRules.find(({ id }) => id === screening.snapshot.rules.id)
      return resourcesOf(screening, rules)
    }),
    ...history.patchTests.map(patchTest),
  ]
}

const resourcesOf = (
  screening: Screening,
  rules: ScreeningRules | undefined,
): readonly Resource[] => {
  const documentId = partId(screening.id, 'record')
  const verdictId = partId(screening.id, 'verdict')
  return [
    response(screening, rules),
    verdict(screening, verdictId),
    record(screening, documentId),
    provenance({
      id: screening.signature.id,
      targets: [screening.id, verdictId, documentId],
      signature: screening.signature,
      state: screening.signatureState,
    }),
  ]
}

const canonicalUrl = (rulesId: string): string => `urn:uuid:${rulesId}`

// R4's value set `yesnodontknow`.
const codings: Readonly<Record<'yes' | 'no' | 'unknown', { [key: string]: Json }>> = {
  yes: { system: 'http://terminology.hl7.org/CodeSystem/v2-0136', code: 'Y', display: 'Yes' },
  no: { system: 'http://terminology.hl7.org/CodeSystem/v2-0136', code: 'N', display: 'No' },
  unknown: {
    system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
    code: 'asked-unknown',
    display: "Don't know",
  },
}

/** Free text after an answer. */
const detailOf = (code: string): string => `${code}-detail`
/** An answer that is none of a day's. */
const knownOf = (code: string): string => `${code}-known`

const questionnaire = ({ id, version, language, body, publishedAt }: ScreeningRules): Resource => ({
  resourceType: 'Questionnaire',
  id,
  language,
  text: narrative(
    `Screening before microneedling, version ${version}`,
    `${body.questions.length} questions, judged by ${body.rules.length} rules`,
    ...body.rules.map(
      (rule) => `${words.verdict[rule.verdict]}: ${rule.rule} Source: ${rule.source}`,
    ),
  ),
  url: canonicalUrl(id),
  version: String(version),
  title: 'Screening before microneedling',
  status: 'active',
  subjectType: ['Patient'],
  date: publishedAt,
  item: body.questions.map(questionItem),
})

const questionItem = (question: ScreeningQuestion): { [key: string]: Json } => ({
  linkId: question.code,
  text: question.text,
  ...(question.kind === 'date'
    ? { type: 'date' }
    : {
        type: 'choice',
        answerOption: Object.values(codings).map((valueCoding) => ({ valueCoding })),
      }),
  item: [
    ...(question.kind === 'date'
      ? [
          {
            linkId: knownOf(question.code),
            text: 'Where the day is not known, or it never happened',
            type: 'choice',
            answerOption: Object.values(codings).map((valueCoding) => ({ valueCoding })),
          },
        ]
      : []),
    { linkId: detailOf(question.code), text: question.detail || 'More', type: 'text' },
  ],
})

const response = (screening: Screening, rules: ScreeningRules | undefined): Resource => {
  const { snapshot, signature } = screening
  const byClient = snapshot.askedBy === 'client'
  return {
    resourceType: 'QuestionnaireResponse',
    id: screening.id,
    text: narrative(
      `Screening of ${formatDay(snapshot.day)}, answered by ${words.askedBy[snapshot.askedBy]}, rules version ${snapshot.rules.version}`,
      ...snapshot.answers.map(
        (answer) =>
          `${answer.text} ${answerText(answer)}${answer.detail === '' ? '' : `: ${answer.detail}`}`,
      ),
    ),
    questionnaire: `${canonicalUrl(snapshot.rules.id)}|${snapshot.rules.version}`,
    status: 'completed',
    subject: referenceTo(snapshot.client.id),
    authored: snapshot.completedAt,
    author: referenceTo(byClient ? snapshot.client.id : signature.signerId),
    source: referenceTo(snapshot.client.id),
    item: snapshot.answers.map((answer) =>
      answerItem(
        answer,
        rules?.body.questions.find(({ code }) => code === answer.code)?.kind ?? 'yes-no',
      ),
    ),
  }
}

const answerItem = (
  { code, text, answer, date, detail }: ScreeningAnswer & { readonly text: string },
  kind: ScreeningQuestion['kind'],
): { [key: string]: Json } => {
  const word = answer === 'date' ? 'unknown' : answer
  const more = detail === '' ? [] : [{ linkId: detailOf(code), answer: [{ valueString: detail }] }]
  if (kind !== 'date') {
    return { linkId: code, text, answer: [{ valueCoding: codings[word], item: more }] }
  }
  return date === null
    ? {
        linkId: code,
        text,
        item: [{ linkId: knownOf(code), answer: [{ valueCoding: codings[word] }] }, ...more],
      }
    : { linkId: code, text, answer: [{ valueDate: date, item: more }] }
}

/** What the rules made of the answers; no public code names such a verdict. */
const verdict = (screening: Screening, id: string): Resource => {
  const { snapshot, signature } = screening
  return {
    resourceType: 'Observation',
    id,
    text: narrative(
      `Screening before microneedling: ${words.verdict[snapshot.verdict]} (rules version ${snapshot.rules.version})`,
      ...snapshot.findings.map(
        ({ verdict: found, fact, rule, source }) =>
          `${words.verdict[found]}: ${fact} ${rule} Source: ${source}`,
      ),
    ),
    status: 'final',
    code: { text: 'Verdict of a screening before microneedling' },
    subject: referenceTo(snapshot.client.id),
    effectiveDateTime: snapshot.completedAt,
    issued: snapshot.completedAt,
    performer: [referenceTo(signature.signerId)],
    valueCodeableConcept: { text: words.verdict[snapshot.verdict] },
    derivedFrom: [referenceTo(screening.id)],
    component: snapshot.findings.map(({ verdict: found, fact }) => ({
      code: { text: fact },
      valueCodeableConcept: { text: words.verdict[found] },
    })),
  }
}

const record = ({ snapshot, signature, snapshotHash }: Screening, id: string): Resource => ({
  resourceType: 'DocumentReference',
  id,
  text: narrative(`The signed screening; SHA-256 ${snapshotHash}`),
  status: 'current',
  type: { text: 'Signed screening' },
  subject: referenceTo(snapshot.client.id),
  date: signature.signedAt,
  author: [referenceTo(signature.signerId)],
  description: `Canonical JSON (RFC 8785), SHA-256 ${snapshotHash}`,
  content: [
    {
      attachment: {
        contentType: 'application/json',
        data: Buffer.from(canonical(snapshot)).toString('base64'),
        title: `Screening of ${formatDay(snapshot.day)}`,
        creation: signature.signedAt,
      },
    },
  ],
})

const patchTest = (test: PatchTest): Resource => {
  const { id, clientId, productName, lotNumber, site, appliedOn, reading, note } = test
  const result = reading === null ? 'not read yet' : words.patchTest[reading.result]
  return {
    resourceType: 'Observation',
    id,
    text: narrative(
      `Patch test of ${productName}, lot ${lotNumber}, applied on ${formatDay(appliedOn)}: ${result}`,
      [note, reading?.note].filter(Boolean).join(' '),
    ),
    status: reading === null ? 'registered' : 'final',
    code: { text: `Patch test: ${productName}, lot ${lotNumber}` },
    subject: referenceTo(clientId),
    effectiveDateTime: reading?.readOn ?? appliedOn,
    bodySite: { text: site },
    ...(reading === null ? {} : { valueCodeableConcept: { text: result } }),
  }
}
