import type { DraftHandle } from '#renderer/drafts/index.ts'
import { Refusal } from '#shared/kernel/index.ts'
import type { SessionDocument } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

/** @throws Refusal while the newest edit is not saved */
export const savedVersion = async (
  draft: Pick<DraftHandle<SessionDocument>, 'flush' | 'isUnsaved'>,
  version: () => number,
): Promise<number> => {
  await draft.flush()
  if (draft.isUnsaved()) throw new Refusal(texts.notSaved)
  return version()
}
