import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { FindingCard } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import type { DraftHandle } from './useDraft.ts'

export interface DraftNoticeProps<T> {
  draft: DraftHandle<T>
  /** False where a draft is the normal state, such as a session that goes on for an hour. */
  saysRestored?: boolean
}

/** Says what was brought back, and when two windows have changed the same form. */
export const DraftNotice = <T,>({ draft, saysRestored = true }: DraftNoticeProps<T>) => (
  <>
    {saysRestored ? <Restored draft={draft} /> : null}
    <Other draft={draft} />
  </>
)

const Restored = <T,>({ draft }: { draft: DraftHandle<T> }) => {
  const [isRead, setIsRead] = useState(false)
  if (!draft.restoredFrom || isRead) return null
  return (
    <div className="draft-restored" role="status">
      <IconHistory size={18} aria-hidden />
      <span>{texts.restored(draft.restoredFrom)}</span>
      <Button variant="subtle" size="sm" onClick={() => setIsRead(true)}>
        {texts.dismiss}
      </Button>
      <Button variant="subtle" size="sm" color="gray" onClick={() => void draft.startAgain()}>
        {texts.startAgain}
      </Button>
    </div>
  )
}

const Other = <T,>({ draft }: { draft: DraftHandle<T> }) =>
  draft.other ? (
    <FindingCard
      finding={{
        code: 'drafts.changed-twice',
        severity: 'override',
        fact: texts.other(draft.other.savedAt),
        rule: texts.otherRule,
        nextStep: texts.otherNext,
      }}
      action={
        <>
          <Button size="sm" variant="default" onClick={draft.swap}>
            {texts.swap}
          </Button>
          <Button size="sm" variant="default" onClick={() => void draft.keepThis()}>
            {texts.keepThis}
          </Button>
        </>
      }
    />
  ) : null
