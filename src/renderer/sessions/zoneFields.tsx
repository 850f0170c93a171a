import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { endpoint, type Endpoint, technique, type Technique } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

interface FieldProps<T> {
  /** Shown above it, or said to screen readers where a column's head stands above it. */
  label: string
  isLabelShown?: boolean
  value: T | null
  onChange: (value: T | null) => void
}

const named = ({ label, isLabelShown = false }: { label: string; isLabelShown?: boolean }) =>
  isLabelShown ? { label } : { 'aria-label': label }

const empty = { value: '', label: texts.zones.choose }
const techniques = technique.options.map((value) => ({ value, label: texts.technique[value] }))
const endpoints = endpoint.options.map((value) => ({ value, label: texts.endpoint[value] }))

export const TechniqueField = (props: FieldProps<Technique>) => (
  <NativeSelect
    size="sm"
    {...named(props)}
    value={props.value ?? ''}
    data={[empty, ...techniques]}
    onChange={(event) =>
      props.onChange(technique.nullable().catch(null).parse(event.currentTarget.value))
    }
  />
)

export const EndpointField = (props: FieldProps<Endpoint>) => (
  <NativeSelect
    size="sm"
    {...named(props)}
    value={props.value ?? ''}
    data={[empty, ...endpoints]}
    onChange={(event) =>
      props.onChange(endpoint.nullable().catch(null).parse(event.currentTarget.value))
    }
  />
)

const mostPasses = 30

const passesOf = (typed: string): number | null => {
  const passes = /^\s*\d{1,2}\s*$/.test(typed) ? Number(typed) : 0
  return passes >= 1 && passes <= mostPasses ? passes : null
}

export const PassesField = (props: FieldProps<number>) => {
  const { value, onChange } = props
  const [typed, setTyped] = useState(value?.toString() ?? '')
  const shown = passesOf(typed) === value ? typed : (value?.toString() ?? '')
  const isWrong = shown.trim() !== '' && passesOf(shown) === null
  return (
    <TextInput
      size="sm"
      inputMode="numeric"
      autoComplete="off"
      {...named(props)}
      value={shown}
      error={isWrong ? texts.zones.passesWrong : null}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(passesOf(event.currentTarget.value))
      }}
    />
  )
}
