import type { SessionSnapshot } from './record-schema.ts'

/** Whether a supervisor must countersign this record: a trainee signed it where the practice asks. */
export const needsSupervisor = ({ practitioner }: Pick<SessionSnapshot, 'practitioner'>): boolean =>
  practitioner.standing === 'trainee' && practitioner.countersignatureAsked === true
