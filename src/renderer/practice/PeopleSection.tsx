import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUser, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { DefinitionList, formatDay, Section, StatusBadge } from '#renderer/ui/index.ts'
import { type CalendarDate, daysBetween, formatMillimetres } from '#shared/kernel/index.ts'
import type { Practitioner } from '#shared/practice/index.ts'
import { AddPractitionerDialog } from './AddPractitionerDialog.tsx'
import { CheckAgain, Quality } from './Sourced.tsx'
import { EditButton } from './EditButton.tsx'
import { LicenceDialog } from './LicenceDialog.tsx'
import { texts } from './texts.ts'

export interface PeopleSectionProps {
  people: readonly Practitioner[]
  current: Practitioner
  today: CalendarDate
  mayEdit: boolean
}

/** Everybody who can unlock the practice. */
export const PeopleSection = ({ people, current, today, mayEdit }: PeopleSectionProps) => {
  const [isAdding, adding] = useDisclosure(false)
  const [edited, setEdited] = useState<Practitioner | null>(null)
  return (
    <Section
      title={texts.people.title}
      description={texts.people.description}
      surface="flush"
      actions={
        mayEdit ? (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={adding.open}
          >
            {texts.people.add}
          </Button>
        ) : null
      }
    >
      <ul className="settings-list" aria-label={texts.people.title}>
        {people.map((person) => (
          <li key={person.id}>
            <Person
              person={person}
              isCurrent={person.id === current.id}
              today={today}
              onEdit={mayEdit ? () => setEdited(person) : null}
            />
          </li>
        ))}
      </ul>
      <AddPractitionerDialog opened={isAdding} onClose={adding.close} />
      <LicenceDialog person={edited} onClose={() => setEdited(null)} />
    </Section>
  )
}

interface PersonProps {
  person: Practitioner
  isCurrent: boolean
  today: CalendarDate
  onEdit: (() => void) | null
}

const Person = ({ person, isCurrent, today, onEdit }: PersonProps) => (
  <div className="settings-person">
    <div className="settings-row-head">
      <div className="settings-name">
        <h3>{person.name}</h3>
        <StatusBadge tone="neutral" icon={<IconUser size={15} aria-hidden />}>
          {isCurrent
            ? `${texts.people.roles[person.role]} · ${texts.people.you}`
            : texts.people.roles[person.role]}
        </StatusBadge>
        {person.standing === 'trainee' ? (
          <StatusBadge tone="information">{texts.people.trainee}</StatusBadge>
        ) : null}
        <LicenceState person={person} today={today} />
      </div>
      {onEdit ? (
        <EditButton label={texts.people.editLicence(person.name)} onClick={onEdit} />
      ) : null}
    </div>
    <DefinitionList
      columns={3}
      items={[
        {
          term: texts.people.licence,
          value: texts.people.licenceOf(person.licenceClass, person.licenceNumber),
        },
        { term: texts.people.expires, value: formatDay(person.licenceExpiresOn) },
        { term: texts.people.jurisdiction, value: person.jurisdiction },
      ]}
    />
    <DefinitionList
      columns={1}
      items={[
        {
          term: texts.people.maximum,
          value: (
            <>
              <strong className="settings-figure">
                {person.maximumNeedleLength === 0
                  ? texts.people.notPermitted
                  : formatMillimetres(person.maximumNeedleLength)}
              </strong>
              <Quality quality={person.maximumNeedleLengthQuality} />
              <span className="settings-source">{person.maximumNeedleLengthSource}</span>
              <CheckAgain day={person.maximumNeedleLengthCheckOn} today={today} />
            </>
          ),
        },
        {
          term: texts.people.fingerprint,
          value: <span className="settings-fingerprint">{person.fingerprint}</span>,
        },
      ]}
    />
  </div>
)

/** A board takes weeks to renew a licence. */
const soon = 60

const LicenceState = ({ person, today }: { person: Practitioner; today: CalendarDate }) => {
  const left = daysBetween(today, person.licenceExpiresOn)
  if (left > soon) return null
  return left < 0 ? (
    <StatusBadge tone="stop">
      {texts.people.licenceExpired(formatDay(person.licenceExpiresOn))}
    </StatusBadge>
  ) : (
    <StatusBadge tone="decision">{texts.people.licenceExpiresIn(left)}</StatusBadge>
  )
}
