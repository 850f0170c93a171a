import { Checkbox, TextInput } from '@mantine/core'
import { Section } from '#renderer/ui/index.ts'
import { emptyGuardian, type TypedPeople } from './consentForm.ts'
import { texts } from './texts.ts'

interface PeopleSectionProps {
  people: TypedPeople
  needsGuardian: boolean
  /** Fields to be marked as empty, by their path: `guardian.name`. */
  empty: readonly string[]
  onChange: (people: TypedPeople) => void
}

/** Guardian, interpreter and witness, as the practitioner notes them before she hands over. */
export const PeopleSection = ({ people, needsGuardian, empty, onChange }: PeopleSectionProps) => {
  const errorOf = (path: string) => (empty.includes(path) ? texts.prepare.fillIn : null)
  const guardian = people.guardian ?? emptyGuardian
  return (
    <Section title={texts.prepare.people} description={texts.prepare.peopleText}>
      <div className="people-fields">
        {needsGuardian ? (
          <fieldset className="people-person">
            <legend>{texts.prepare.guardian}</legend>
            {(
              [
                ['name', texts.prepare.name, undefined],
                ['relationship', texts.prepare.relationship, texts.prepare.relationshipHint],
                ['identitySeen', texts.prepare.identitySeen, texts.prepare.identitySeenHint],
              ] as const
            ).map(([field, label, hint]) => (
              <TextInput
                key={field}
                required
                label={label}
                maxLength={200}
                {...(hint ? { placeholder: hint } : {})}
                value={guardian[field]}
                error={errorOf(`guardian.${field}`)}
                onChange={(event) =>
                  onChange({
                    ...people,
                    guardian: { ...guardian, [field]: event.currentTarget.value },
                  })
                }
              />
            ))}
          </fieldset>
        ) : null}
        <InterpreterFields people={people} errorOf={errorOf} onChange={onChange} />
        <WitnessFields people={people} errorOf={errorOf} onChange={onChange} />
      </div>
    </Section>
  )
}

interface PersonFieldsProps {
  people: TypedPeople
  errorOf: (path: string) => string | null
  onChange: (people: TypedPeople) => void
}

const InterpreterFields = ({ people, errorOf, onChange }: PersonFieldsProps) => {
  const { interpreter } = people
  return (
    <div className="people-person">
      <Checkbox
        label={texts.prepare.interpreter}
        checked={interpreter !== null}
        onChange={(event) =>
          onChange({
            ...people,
            interpreter: event.currentTarget.checked ? { name: '', language: '' } : null,
          })
        }
      />
      {interpreter ? (
        <>
          <TextInput
            required
            label={texts.prepare.interpreterName}
            maxLength={200}
            value={interpreter.name}
            error={errorOf('interpreter.name')}
            onChange={(event) =>
              onChange({
                ...people,
                interpreter: { ...interpreter, name: event.currentTarget.value },
              })
            }
          />
          <TextInput
            required
            label={texts.prepare.language}
            maxLength={60}
            value={interpreter.language}
            error={errorOf('interpreter.language')}
            onChange={(event) =>
              onChange({
                ...people,
                interpreter: { ...interpreter, language: event.currentTarget.value },
              })
            }
          />
        </>
      ) : null}
    </div>
  )
}

const WitnessFields = ({ people, errorOf, onChange }: PersonFieldsProps) => {
  const { witness } = people
  return (
    <div className="people-person">
      <Checkbox
        label={texts.prepare.witness}
        checked={witness !== null}
        onChange={(event) =>
          onChange({ ...people, witness: event.currentTarget.checked ? { name: '' } : null })
        }
      />
      {witness ? (
        <TextInput
          required
          label={texts.prepare.witnessName}
          maxLength={200}
          value={witness.name}
          error={errorOf('witness.name')}
          onChange={(event) =>
            onChange({ ...people, witness: { name: event.currentTarget.value } })
          }
        />
      ) : null}
    </div>
  )
}
