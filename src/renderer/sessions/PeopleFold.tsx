import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconUserPlus, IconX } from '@tabler/icons-react'
import { coldSoreProphylaxis, type PresentPerson } from '#shared/sessions/index.ts'
import { useState } from 'react'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

/** What is rarely said, folded in until it is; open where something stands in it. */
export const PeopleFold = ({ session }: { session: SessionHandle }) => {
  const { present, prophylaxis } = session.document
  const [wasSaid] = useState(present.length > 0 || prophylaxis !== null)
  return (
    <details className="fold" open={wasSaid}>
      <summary>{texts.people.title}</summary>
      <div className="fold-body">
        <Present session={session} />
        <Prophylaxis session={session} />
      </div>
    </details>
  )
}

const Present = ({ session }: { session: SessionHandle }) => {
  const { present } = session.document
  const setPresent = (update: (now: readonly PresentPerson[]) => PresentPerson[]) =>
    session.change((now) => ({ ...now, present: update(now.present) }))
  return (
    <div className="response-part" data-field="present">
      <p className="small-label">{texts.people.present}</p>
      {present.map((person, index) => (
        // People are told apart by their place in the list only.
        <PersonRow
          key={`person ${index + 1}`}
          number={index + 1}
          person={person}
          onChange={(next) =>
            setPresent((now) => now.map((each, at) => (at === index ? next : each)))
          }
          onRemove={() => setPresent((now) => now.filter((_each, at) => at !== index))}
        />
      ))}
      <NewPerson onAdd={(person) => setPresent((now) => [...now, person])} />
    </div>
  )
}

interface PersonRowProps {
  number: number
  person: PresentPerson
  onChange: (person: PresentPerson) => void
  onRemove: () => void
}

const PersonRow = ({ number, person, onChange, onRemove }: PersonRowProps) => (
  <div className="person-row">
    <TextInput
      size="sm"
      aria-label={texts.people.nameOf(number)}
      maxLength={200}
      defaultValue={person.name}
      onBlur={(event) => {
        const name = event.currentTarget.value.trim()
        if (name === '') event.currentTarget.value = person.name
        else onChange({ ...person, name })
      }}
    />
    <TextInput
      size="sm"
      aria-label={texts.people.roleOf(number)}
      placeholder={texts.people.role}
      maxLength={100}
      value={person.role}
      onChange={(event) => onChange({ ...person, role: event.currentTarget.value })}
    />
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={texts.people.remove(number)}
      onClick={onRemove}
    >
      <IconX size={18} aria-hidden />
    </ActionIcon>
  </div>
)

/** A person has a name; until it is written there is nobody to record. */
const NewPerson = ({ onAdd }: { onAdd: (person: PresentPerson) => void }) => {
  const [name, setName] = useState('')
  const add = () => {
    const written = name.trim()
    if (written === '') return
    onAdd({ name: written, role: '' })
    setName('')
  }
  return (
    <div className="person-row">
      <TextInput
        size="sm"
        aria-label={texts.people.name}
        placeholder={texts.people.name}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        // What is typed is recorded also when the next thing is pressed instead of the button.
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add()
        }}
      />
      <Button
        size="sm"
        variant="default"
        leftSection={<IconUserPlus size={17} aria-hidden />}
        onClick={add}
      >
        {texts.people.add}
      </Button>
    </div>
  )
}

/** What was prescribed or not, as a fact; a dose is never written or suggested here. */
const Prophylaxis = ({ session }: { session: SessionHandle }) => {
  const { prophylaxis } = session.document
  const { answer } = coldSoreProphylaxis.shape
  const set = (next: typeof prophylaxis) => session.change((now) => ({ ...now, prophylaxis: next }))
  return (
    <div className="person-row" data-field="prophylaxis">
      <NativeSelect
        size="sm"
        label={texts.people.prophylaxis}
        value={prophylaxis?.answer ?? ''}
        data={[
          { value: '', label: texts.people.notAsked },
          ...answer.options.map((value) => ({ value, label: texts.people.answers[value] })),
        ]}
        onChange={(event) => {
          const read = answer.safeParse(event.currentTarget.value)
          set(
            read.success
              ? { answer: read.data, prescribedBy: prophylaxis?.prescribedBy ?? '' }
              : null,
          )
        }}
      />
      {prophylaxis?.answer === 'prescribed' ? (
        <TextInput
          size="sm"
          label={texts.people.prescribedBy}
          maxLength={200}
          value={prophylaxis.prescribedBy}
          onChange={(event) => set({ ...prophylaxis, prescribedBy: event.currentTarget.value })}
        />
      ) : null}
    </div>
  )
}
