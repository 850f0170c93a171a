import { ActionIcon, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { MapView } from '#shared/practice/index.ts'
import type { Mark } from '#shared/sessions/index.ts'
import { MarkGlyph } from './MarkGlyph.tsx'
import { texts } from './texts.ts'

interface MarkListProps {
  marks: readonly Mark[]
  onView: (view: MapView) => void
  /** Pointed at in the list, to be found on the drawing. */
  onActive: (id: string | null) => void
  /** Absent where the marks are only read. */
  onMarks?: (marks: Mark[]) => void
}

/** Every mark of every drawing, with its note. */
export const MarkList = ({ marks, onView, onActive, onMarks }: MarkListProps) => {
  if (marks.length === 0) return null
  return (
    <ol className="mark-list" aria-label={texts.marks.title}>
      {marks.map((mark, index) => (
        <li key={mark.id}>
          <MarkName
            mark={mark}
            number={index + 1}
            onView={() => onView(mark.view)}
            onActive={(isActive) => onActive(isActive ? mark.id : null)}
          />
          {onMarks ? (
            <MarkNote mark={mark} number={index + 1} marks={marks} onMarks={onMarks} />
          ) : (
            <span className="mark-note">{mark.note || texts.marks.noNote}</span>
          )}
        </li>
      ))}
    </ol>
  )
}

interface NamedMark {
  mark: Mark
  /** Its place in the list, which is written beside it on the drawing. */
  number: number
}

interface MarkNameProps extends NamedMark {
  onView: () => void
  onActive: (isActive: boolean) => void
}

const MarkName = ({ mark, number, onView, onActive }: MarkNameProps) => (
  <button
    type="button"
    className="mark-name"
    aria-label={`${texts.marks.of(texts.kinds[mark.kind], number)}, ${texts.marks.show(texts.views[mark.view])}`}
    onClick={onView}
    onPointerEnter={() => onActive(true)}
    onPointerLeave={() => onActive(false)}
    onFocus={() => onActive(true)}
    onBlur={() => onActive(false)}
  >
    <svg viewBox="-13 -13 26 26" width="20" height="20" aria-hidden>
      <MarkGlyph kind={mark.kind} />
    </svg>
    <span>
      <strong>{texts.marks.of(texts.kinds[mark.kind], number)}</strong>
      <span className="quiet">
        {texts.shortViews[mark.view]} · {mark.path.length > 1 ? texts.marks.line : texts.marks.spot}
      </span>
    </span>
  </button>
)

interface MarkNoteProps extends NamedMark {
  marks: readonly Mark[]
  onMarks: (marks: Mark[]) => void
}

const MarkNote = ({ mark, number, marks, onMarks }: MarkNoteProps) => (
  <>
    <TextInput
      aria-label={texts.marks.note(texts.kinds[mark.kind], number)}
      placeholder={texts.marks.notePlaceholder}
      maxLength={300}
      value={mark.note}
      onChange={(event) => {
        const note = event.currentTarget.value
        onMarks(marks.map((each) => (each.id === mark.id ? { ...each, note } : each)))
      }}
    />
    <ActionIcon
      aria-label={texts.marks.remove(texts.kinds[mark.kind], number)}
      onClick={() => onMarks(marks.filter((each) => each.id !== mark.id))}
    >
      <IconTrash size={18} aria-hidden />
    </ActionIcon>
  </>
)
