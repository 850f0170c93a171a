import type { Problem } from '#shared/kernel/index.ts'

/** Why a session refuses, apart from what its rules find. */

export const unknown: Problem = {
  code: 'sessions.unknown',
  fact: 'This session is not in this practice.',
  rule: 'Only a session of this practice is opened.',
  nextStep: 'Choose the session from the client’s page.',
}

export const alreadySigned: Problem = {
  code: 'sessions.already-signed',
  fact: 'This session is signed.',
  rule: 'A signed record is never changed.',
  nextStep: 'Read the signed record, and add an addendum where something is missing.',
}

export const alreadyDropped: Problem = {
  code: 'sessions.already-dropped',
  fact: 'This session was dropped.',
  rule: 'A dropped session stays dropped.',
  nextStep: 'Open a new session from the client’s page.',
}

export const notSigned: Problem = {
  code: 'sessions.not-signed',
  fact: 'This session is not signed.',
  rule: 'Only a signed session has a signed record, addenda and marks.',
  nextStep: 'Complete the chart and sign it.',
}

export const unfinishedAlready: Problem = {
  code: 'sessions.unfinished-already',
  fact: 'This client has a session that is not finished.',
  rule: 'A client has one unfinished session at a time.',
  nextStep: 'Continue that session and sign it, or drop it if it did not take place.',
}

export const changedInAnotherWindow: Problem = {
  code: 'sessions.changed-in-another-window',
  fact: 'This session was saved in another window in between.',
  rule: 'What is started or signed is what is on the screen.',
  nextStep: 'Read the session again, check it, and repeat this step.',
}

export const anotherPractitioner: Problem = {
  code: 'sessions.another-practitioner',
  fact: 'Another practitioner opened this session.',
  rule: 'Whoever performs a treatment starts and signs it.',
  nextStep: 'Let that practitioner unlock and do this, or drop the session and open your own.',
}

export const alreadyStarted: Problem = {
  code: 'sessions.already-started',
  fact: 'Start needling was recorded already.',
  rule: 'The start of a session is recorded once.',
  nextStep: 'Go on with the chart.',
}

export const startedCannotBeDropped: Problem = {
  code: 'sessions.started-cannot-be-dropped',
  fact: 'Needling was started in this session.',
  rule: 'What happened to a client stays in her record.',
  nextStep: 'Complete the chart and sign it, with a deviation where something went against a rule.',
}

export const changedSinceShown: Problem = {
  code: 'sessions.changed-since-shown',
  fact: 'The record is no longer the one that was shown.',
  rule: 'What is signed is exactly what was shown.',
  nextStep: 'Read the record again, then sign it.',
}

export const noPieceLeft: Problem = {
  code: 'sessions.no-piece-left',
  fact: 'The cartridge was discarded, and its lot has no other piece to take.',
  rule: 'The next piece comes from the same lot, available and in date.',
  nextStep: 'Take a cartridge of another lot.',
}

export const nothingToCountersign: Problem = {
  code: 'sessions.nothing-to-countersign',
  fact: 'No deviation of this session waits for a countersignature.',
  rule: 'A deviation is countersigned once.',
  nextStep: 'Nothing more is to be done here.',
}

export const ownerCountersigns: Problem = {
  code: 'sessions.owner-countersigns',
  fact: 'You are not the owner of this practice.',
  rule: 'The owner countersigns deviations.',
  nextStep: 'Ask the owner to unlock and countersign.',
}

export const alreadyEnteredInError: Problem = {
  code: 'sessions.already-entered-in-error',
  fact: 'This session is marked as entered in error.',
  rule: 'The mark is set once and stays.',
  nextStep: 'Nothing more is to be done here.',
}

export const errorMarkNotYours: Problem = {
  code: 'sessions.error-mark-not-yours',
  fact: 'Another practitioner signed this session.',
  rule: 'A record is marked as entered in error by who signed it, or by the owner.',
  nextStep: 'Ask that practitioner or the owner to mark it.',
}

export const signatureMissing: Problem = {
  code: 'sessions.signature-missing',
  fact: 'The signature of this session is not in the records.',
  rule: 'A signed record is shown with its signature.',
  nextStep: 'Run the verification under Exports & audit; the records were changed outside Stratum.',
}

export const openedAlready: Problem = {
  code: 'sessions.opened-already',
  fact: 'Needling has begun with what this session holds.',
  rule: 'What was opened for a client never goes back into the store.',
  nextStep: 'Discard a cartridge that was dropped; otherwise leave it in the record.',
}

export const chartNotEmpty: Problem = {
  code: 'sessions.chart-not-empty',
  fact: 'This session already has zones.',
  rule: 'Only an empty chart is filled from the last session: nothing that was written is overwritten.',
  nextStep: 'Chart what is different, or remove the zones and fill it again.',
}

export const nothingToCarry: Problem = {
  code: 'sessions.nothing-to-carry',
  fact: 'There is no signed session to repeat.',
  rule: 'Same as last time copies the last session that was signed and still is what was signed, of the series where one is named.',
  nextStep: 'Chart this session anew.',
}

export const planOfAnotherClient: Problem = {
  code: 'sessions.plan-of-another-client',
  fact: 'This series is not one of this client’s.',
  rule: 'A session belongs to a series of the same client.',
  nextStep: 'Choose a series from the client’s page.',
}

export const planNotActive: Problem = {
  code: 'sessions.plan-not-active',
  fact: 'This series is completed or stopped.',
  rule: 'A new session belongs to a series that goes on.',
  nextStep: 'Take the series up again with its reason, or open the session without it.',
}

export const noSupervisorAwaited: Problem = {
  code: 'sessions.no-supervisor-awaited',
  fact: 'This record waits for no supervisor.',
  rule: 'A trainee’s record is countersigned once, where the practice asks for it.',
  nextStep: 'Nothing more is to be done here.',
}

export const supervisorIsSigner: Problem = {
  code: 'sessions.supervisor-is-signer',
  fact: 'You signed this record yourself.',
  rule: 'A trainee’s record is countersigned by somebody else.',
  nextStep: 'Ask your supervisor to unlock and countersign.',
}

export const supervisorIsTrainee: Problem = {
  code: 'sessions.supervisor-is-trainee',
  fact: 'You practise as a trainee.',
  rule: 'A supervisor practises independently.',
  nextStep: 'Ask a supervisor to unlock and countersign.',
}

export const supervisorLicenceExpired: Problem = {
  code: 'sessions.supervisor-licence-expired',
  fact: 'Your licence has run out.',
  rule: 'A supervisor countersigns with a licence in date.',
  nextStep: 'Enter the renewed licence in Settings, or ask another supervisor.',
}

export const notWhatWasSigned: Problem = {
  code: 'sessions.not-what-was-signed',
  fact: 'This record is no longer what was signed.',
  rule: 'A supervisor countersigns a record that still is what its signer signed.',
  nextStep: 'Run the verification under Exports & audit; the records were changed outside Stratum.',
}
