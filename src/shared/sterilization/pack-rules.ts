import { type CalendarDate, type Finding, formatDay, type Problem } from '#shared/kernel/index.ts'
import type { LoadKind, LoadState, Pack } from './schema.ts'

/** The one word for a load; what a recall names stays recalled, whatever was decided of it. */
export const loadStateOf = (facts: {
  readonly kind: LoadKind
  readonly decided: 'quarantined' | 'released' | 'rejected'
  readonly recalled: boolean
}): LoadState => {
  if (facts.recalled) return 'recalled'
  return facts.kind === 'load' ? facts.decided : 'recorded'
}

/** The one word for a pack, worst first; a claim is a use once its session is signed. */
export const packStateOf = (facts: {
  readonly loadState: LoadState
  /** By the second step. */
  readonly released: boolean
  /** By itself or with its load. */
  readonly recalled: boolean
  readonly reprocessed: boolean
  readonly sessionId: string | null
  readonly sessionSigned: boolean
}): Pack['state'] => {
  // What touched a client stays `used`: neither a rejection nor a recall takes that back.
  if (facts.sessionId !== null && facts.sessionSigned) return 'used'
  if (facts.reprocessed) return 'reprocessed'
  if (facts.recalled) return 'recalled'
  if (facts.loadState === 'rejected') return 'rejected'
  if (facts.sessionId !== null) return 'claimed'
  return facts.loadState === 'released' && facts.released ? 'stored' : 'quarantined'
}

/** Whether a pack may be opened for a client on this day. `forSession` has claimed it already, if so. */
export const judgePack = (
  pack: Pick<Pack, 'label' | 'state' | 'sterileUntil' | 'sessionId'> &
    Partial<Pick<Pack, 'recalled' | 'releasedAt'>>,
  today: CalendarDate,
  forSession: string,
): readonly Finding[] => {
  const findings: Finding[] = []
  const stop = (code: string, fact: string, rule: string, nextStep = 'Take another pack.') =>
    findings.push({ code, severity: 'stop', fact, rule, nextStep })
  if (pack.state === 'quarantined' || (pack.state === 'claimed' && pack.releasedAt === null)) {
    stop(
      'sterilization.pack-not-released',
      `Pack ${pack.label} has not been released.`,
      'A pack is used only after a named person has released its load, and then the pack itself.',
      'Release it in Sterilization, or take another pack.',
    )
  }
  if (pack.state === 'rejected') {
    stop(
      'sterilization.pack-rejected',
      `The load of pack ${pack.label} was rejected.`,
      'A pack of a rejected load is never used.',
    )
  }
  if (pack.state === 'recalled' || pack.recalled === true) {
    stop(
      'sterilization.pack-recalled',
      `Pack ${pack.label} is recalled.`,
      'A recalled pack is used only after it was cleaned, packed and sterilized again under another label.',
    )
  }
  if (pack.state === 'reprocessed') {
    stop(
      'sterilization.pack-reprocessed',
      `Pack ${pack.label} went back to be sterilized again.`,
      'A pack has one life; afterwards it has another label.',
    )
  }
  if (isOfAnother(pack, forSession)) {
    stop(
      'sterilization.pack-used',
      `Pack ${pack.label} belongs to another session.`,
      'A pack is used in one session.',
    )
  }
  if (pack.sterileUntil < today) {
    stop(
      'sterilization.pack-out-of-date',
      `Pack ${pack.label} was sterile until ${formatDay(pack.sterileUntil)}.`,
      'A pack past its date is sterilized again before use.',
    )
  }
  return findings
}

const isOfAnother = ({ state, sessionId }: Pick<Pack, 'state' | 'sessionId'>, session: string) =>
  sessionId === null ? state === 'used' || state === 'claimed' : sessionId !== session

/**
 * Of the findings of {@link judgePack}, those that stand also against recording what has happened:
 * one pack is never in two sessions.
 */
export const neverTrue = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ code }) => code === 'sterilization.pack-used')

/** Why these packs cannot be released now. Empty: they can. */
export const judgePackRelease = (
  load: { readonly state: LoadState; readonly packs: readonly Pack[] },
  packIds: readonly Pack['id'][],
): readonly Problem[] => {
  if (load.state !== 'released') {
    return [
      {
        code: 'sterilization.packs-before-load',
        fact: 'The load of these packs is not released.',
        rule: 'A load is released first, by its parameters and indicators; then its packs, after cooling.',
        nextStep: 'Release the load. A load that is rejected or recalled is sterilized again.',
      },
    ]
  }
  return [...new Set(packIds)].flatMap((id): readonly Problem[] => {
    const pack = load.packs.find((one) => one.id === id)
    if (pack === undefined) {
      return [
        {
          code: 'sterilization.pack-not-of-load',
          field: 'packIds',
          fact: 'One of these packs is not of this load.',
          rule: 'The packs of one load are released together.',
          nextStep: 'Open the load again and choose from its packs.',
        },
      ]
    }
    return judgeOneRelease(pack)
  })
}

const judgeOneRelease = (pack: Pack): readonly Problem[] => {
  const field = 'packIds'
  if (pack.releasedAt !== null) {
    return [
      {
        code: 'sterilization.pack-released-already',
        field,
        fact: `Pack ${pack.label} is released already.`,
        rule: 'A pack is released once.',
        nextStep: 'Choose the packs that still wait.',
      },
    ]
  }
  if (pack.sessionId !== null) {
    return [
      {
        code: 'sterilization.pack-opened',
        field,
        fact: `Pack ${pack.label} was taken for a session before it was released.`,
        rule: 'What was opened cannot be found dry, intact and labelled afterwards.',
        nextStep: 'Leave it out. The session that used it is signed with its deviation.',
      },
    ]
  }
  if (pack.state === 'reprocessed' || pack.recalled) {
    return [
      {
        code: `sterilization.pack-${pack.recalled ? 'recalled' : 'reprocessed'}`,
        field,
        fact: pack.recalled
          ? `Pack ${pack.label} is recalled.`
          : `Pack ${pack.label} went back to be sterilized again.`,
        rule: 'Such a pack is released only after another cycle, under another label.',
        nextStep: 'Leave it out.',
      },
    ]
  }
  return []
}

/** Why a pack cannot go back to be sterilized again. Empty: it can. */
export const judgeReprocessing = (pack: Pick<Pack, 'label' | 'state' | 'sessionId'>) => {
  const problems: Problem[] = []
  if (pack.state === 'reprocessed') {
    problems.push({
      code: 'sterilization.pack-reprocessed',
      fact: `Pack ${pack.label} went back to be sterilized again.`,
      rule: 'A pack has one life; afterwards it has another label.',
      nextStep: 'Record its contents with the load that sterilizes them.',
    })
  } else if (pack.sessionId !== null) {
    problems.push({
      code: 'sterilization.pack-in-session',
      fact: `Pack ${pack.label} belongs to a session.`,
      rule: 'A pack that a session holds or used ends there.',
      nextStep: 'Put it back in the session first. Used contents are a new pack in a new load.',
    })
  }
  return problems
}
