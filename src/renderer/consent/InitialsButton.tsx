import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconPencil } from '@tabler/icons-react'
import { texts } from './texts.ts'

interface InitialsButtonProps {
  /** What they are put to: `Sentence 3 of 9`. */
  which: string
  /** As she typed them; empty: not yet. */
  letters: string
  /** What she put here; null: nothing. */
  put: string | null
  /** The id of the words that they are put to. */
  describedBy: string
  onPut: () => void
  onTakeBack: () => void
}

/** Puts the client's initials to one thing, by a tap or Enter; and takes them back. */
export const InitialsButton = ({
  which,
  letters,
  put,
  describedBy,
  onPut,
  onTakeBack,
}: InitialsButtonProps) => (
  <div className="initials">
    {/* The same button before and after, so that the keyboard stays where it is. */}
    <Button
      size="lg"
      className="initials-put"
      variant={put === null ? 'default' : 'light'}
      data-done={put !== null}
      aria-describedby={describedBy}
      aria-label={`${put === null ? texts.sign.putInitials(letters) : texts.sign.initialled(put)}. ${which}`}
      leftSection={
        put === null ? <IconPencil size={20} aria-hidden /> : <IconCheck size={20} aria-hidden />
      }
      onClick={() => {
        if (put === null) onPut()
      }}
    >
      {put === null ? (
        texts.sign.putInitials(letters)
      ) : (
        <span className="initials-mark">{put}</span>
      )}
    </Button>
    {put === null ? null : (
      <Button
        size="lg"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowBackUp size={19} aria-hidden />}
        aria-label={texts.sign.takeBackOf(which)}
        onClick={onTakeBack}
      >
        {texts.sign.takeBack}
      </Button>
    )}
  </div>
)
