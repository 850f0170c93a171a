import { Select, SimpleGrid, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FormFields } from '#renderer/drafts/index.ts'
import { DateField, Section } from '#renderer/ui/index.ts'
import { fitzpatrickType } from '#shared/clients/index.ts'
import { ageOn, type CalendarDate } from '#shared/kernel/index.ts'
import type { TypedDetails } from './clientForm.ts'
import { texts } from './texts.ts'

export interface ClientFieldsProps {
  form: FormFields<TypedDetails>
  today: CalendarDate
  /** What else belongs to the client's safety. */
  flags?: ReactNode
  surface: 'card' | 'plain'
}

/** The list of choices stays in the page's landmark, where a screen reader expects it. */
const inPlace = { withinPortal: false }

const pair = { cols: { base: 1, sm: 2 }, spacing: 'md', verticalSpacing: 'md' } as const

/** The fields of a client's details; a new client and an edited one have the same. */
export const ClientFields = ({ form, today, flags, surface }: ClientFieldsProps) => (
  <>
    <Section title={texts.form.who} surface={surface}>
      <Who form={form} today={today} />
    </Section>
    <Section title={texts.form.safety} description={texts.form.safetyDescription} surface={surface}>
      <div className="form-stack">
        <SkinAndSubstances form={form} />
        {flags}
      </div>
    </Section>
    <Section title={texts.form.contact} surface={surface}>
      <Contact form={form} />
    </Section>
  </>
)

const Who = ({ form, today }: Pick<ClientFieldsProps, 'form' | 'today'>) => {
  const { birthDate } = form.values
  const isBorn = birthDate !== null && birthDate <= today
  return (
    <SimpleGrid {...pair}>
      <TextInput
        {...form.text('name')}
        label={texts.form.name}
        autoComplete="off"
        maxLength={200}
        required
        data-autofocus
      />
      <DateField
        label={texts.form.birthDate}
        value={birthDate}
        onChange={(day) => form.set('birthDate', day)}
        error={form.errorOf('birthDate')}
        maximum={today}
        rightSection={
          isBorn ? <span className="field-unit">{texts.age(ageOn(birthDate, today))}</span> : null
        }
        rightSectionWidth={84}
        rightSectionPointerEvents="none"
        required
      />
    </SimpleGrid>
  )
}

const SkinAndSubstances = ({ form }: Pick<ClientFieldsProps, 'form'>) => (
  <>
    <Select
      comboboxProps={inPlace}
      label={texts.form.fitzpatrick}
      placeholder={texts.form.fitzpatrickNone}
      data={fitzpatrickType.options.map((type) => ({
        value: type,
        label: texts.form.fitzpatrickWords[type],
      }))}
      value={form.values.fitzpatrickType}
      onChange={(value) =>
        form.set('fitzpatrickType', fitzpatrickType.nullable().catch(null).parse(value))
      }
      error={form.errorOf('fitzpatrickType')}
      clearable
      clearButtonProps={{ 'aria-label': texts.form.fitzpatrickNone }}
    />
    <SimpleGrid {...pair}>
      <TagsInput
        comboboxProps={inPlace}
        size="md"
        label={texts.form.allergies}
        description={texts.form.allergiesHelp}
        data={[...texts.commonAllergies]}
        value={form.values.allergies}
        onChange={(names) => form.set('allergies', names)}
        error={form.errorOf('allergies')}
      />
      <TagsInput
        comboboxProps={inPlace}
        size="md"
        label={texts.form.medication}
        description={texts.form.allergiesHelp}
        value={form.values.medication}
        onChange={(names) => form.set('medication', names)}
        error={form.errorOf('medication')}
      />
    </SimpleGrid>
  </>
)

const Contact = ({ form }: Pick<ClientFieldsProps, 'form'>) => (
  <div className="form-stack">
    <SimpleGrid {...pair}>
      <TextInput
        {...form.text('telephone')}
        label={texts.form.telephone}
        type="tel"
        autoComplete="off"
      />
      <TextInput {...form.text('email')} label={texts.form.email} type="email" autoComplete="off" />
      <Textarea {...form.text('address')} label={texts.form.address} minRows={2} />
      <Textarea
        {...form.text('emergencyContact')}
        label={texts.form.emergencyContact}
        placeholder={texts.form.emergencyContactHelp}
        minRows={2}
      />
    </SimpleGrid>
    <Textarea
      {...form.text('note')}
      label={texts.form.note}
      description={texts.form.noteHelp}
      minRows={2}
    />
  </div>
)
