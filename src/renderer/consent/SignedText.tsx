import { IconSquareCheckFilled, IconSquareX } from '@tabler/icons-react'
import { clientValues, type Consent, mergeText } from '#shared/consent/index.ts'
import { ConsentSections } from './ConsentWords.tsx'
import { texts } from './texts.ts'
import { useMoment } from './usePractice.ts'

/** The words as the client read them: from what was signed, never from the template's table. */
export const mergedText = ({ snapshot, identity }: Pick<Consent, 'snapshot' | 'identity'>) =>
  mergeText(snapshot.template.text, { ...snapshot.merged, ...clientValues(identity) })

/** The text that was signed, with the client's initials and their moments. */
export const SignedText = ({ consent }: { consent: Consent }) => {
  const text = mergedText(consent)
  return (
    <div className="signed-text">
      <ConsentSections level={3} text={text} />
      <h3>{texts.record.agreed}</h3>
      {consent.medium === 'paper' ? (
        <p className="consent-quiet">{texts.record.agreedOnPaper}</p>
      ) : null}
      <ul className="signed-statements">
        {text.acknowledgements.map(({ id, text: statement }) => (
          <SignedStatement key={id} id={id} statement={statement} consent={consent} />
        ))}
      </ul>
      <SignedChanges consent={consent} />
      <h3>{texts.record.declaration}</h3>
      <p className="consent-declaration">{text.declaration}</p>
    </div>
  )
}

interface SignedStatementProps {
  id: string
  statement: string
  consent: Consent
}

const SignedStatement = ({ id, statement, consent }: SignedStatementProps) => {
  const moment = useMoment()
  const put = consent.snapshot.acknowledged.find((each) => each.id === id)
  const words = put
    ? [
        put.initials ?? texts.record.ticked,
        ...(put.at ? [moment(put.at)] : []),
        ...(put.carriedFrom ? [texts.record.carried] : []),
      ].join(', ')
    : texts.record.notAgreed
  return (
    <li data-tone={put ? 'cleared' : 'stop'}>
      {put ? (
        <IconSquareCheckFilled size={22} aria-hidden />
      ) : (
        <IconSquareX size={22} aria-hidden />
      )}
      <span>
        {statement} <span className="signed-initials">{words}</span>
      </span>
    </li>
  )
}

/** The parts other than statements that were shown as changed. */
const SignedChanges = ({ consent }: { consent: Consent }) => {
  const moment = useMoment()
  const { changes } = consent.snapshot
  if (changes.length === 0) return null
  return (
    <>
      <h3>{texts.record.changesShown}</h3>
      <ul className="signed-statements">
        {changes.map(({ part, initials, at }) => (
          <li key={part} data-tone="cleared">
            <IconSquareCheckFilled size={22} aria-hidden />
            <span>
              {nameOfPart(part, consent)}{' '}
              <span className="signed-initials">{texts.record.at(initials, moment(at))}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const nameOfPart = (part: string, consent: Consent): string => {
  const text = mergedText(consent)
  const [sort, name = ''] = part.split(':')
  switch (sort) {
    case 'section':
      return texts.record.changedPart.section(text.sections[Number(name)]?.heading ?? '')
    case 'choice':
      return texts.record.changedPart.choice(text.choices.find(({ id }) => id === name)?.text ?? '')
    case 'removed':
      return texts.record.changedPart.removed
    case 'title':
      return texts.record.changedPart.title
    case 'terms':
      return texts.record.changedPart.terms
    case 'declaration':
      return texts.record.changedPart.declaration
    default:
      return part
  }
}
