import { Button } from '@mantine/core'
import { StatusBadge, type Tone } from '#renderer/ui/index.ts'
import type { RulesChange } from './rulesChanges.ts'
import { rulesTexts as texts } from './rulesTexts.ts'

const tones = { added: 'cleared', removed: 'stop', changed: 'decision' } satisfies Record<
  RulesChange['kind'],
  Tone
>

interface RulesChangesListProps {
  changes: readonly RulesChange[]
  /** Takes one change back, where that is still possible. */
  onTakeBack?: (change: RulesChange) => void
}

/** What differs between two versions, before and after side by side. */
export const RulesChangesList = ({ changes, onTakeBack }: RulesChangesListProps) =>
  changes.length === 0 ? (
    <p className="rules-quiet">{texts.editor.noChanges}</p>
  ) : (
    <ul className="rules-changes">
      {changes.map((change) => (
        <li key={`${change.what} ${change.code}`}>
          <p className="rules-change-head">
            <StatusBadge tone={tones[change.kind]}>
              {texts.changeKinds[change.kind]} {texts.changeWhat[change.what]}
            </StatusBadge>
            <strong>{change.name}</strong>
            {onTakeBack ? (
              <Button
                size="xs"
                variant="subtle"
                aria-label={texts.editor.takeBackOf(change.name)}
                onClick={() => onTakeBack(change)}
              >
                {texts.editor.takeBack}
              </Button>
            ) : null}
          </p>
          {change.fields.map((field) => (
            <dl key={field.name} className="rules-change">
              <dt>{field.name}</dt>
              <dd>
                <span className="visually-hidden">{texts.before}: </span>
                <del>{field.before || texts.empty}</del>
              </dd>
              <dd>
                <span className="visually-hidden">{texts.after}: </span>
                <ins>{field.after || texts.empty}</ins>
              </dd>
            </dl>
          ))}
        </li>
      ))}
    </ul>
  )
