import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { indication, type Indication } from '#shared/practice/index.ts'
import {
  coverage,
  type Coverage,
  endpoint,
  type Endpoint,
  motion,
  type Motion,
  technique,
  type Technique,
} from '#shared/sessions/index.ts'
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

interface ChoiceProps<T extends string> extends FieldProps<T> {
  schema: z.ZodType<T> & { readonly options: readonly T[] }
  words: Record<T, string>
}

/** One of a closed list, or nothing yet. */
export const ChoiceField = <T extends string>({ schema, words, ...props }: ChoiceProps<T>) => (
  <NativeSelect
    size="sm"
    {...named(props)}
    value={props.value ?? ''}
    data={[empty, ...schema.options.map((value) => ({ value, label: words[value] }))]}
    onChange={(event) => {
      const read = schema.safeParse(event.currentTarget.value)
      props.onChange(read.success ? read.data : null)
    }}
  />
)

export const TechniqueField = (props: FieldProps<Technique>) => (
  <ChoiceField schema={technique} words={texts.technique} {...props} />
)

export const EndpointField = (props: FieldProps<Endpoint>) => (
  <ChoiceField schema={endpoint} words={texts.endpoint} {...props} />
)

export const IndicationField = (props: FieldProps<Indication>) => (
  <ChoiceField schema={indication} words={texts.indication} {...props} />
)

export const MotionField = (props: FieldProps<Motion>) => (
  <ChoiceField schema={motion} words={texts.motion} {...props} />
)

export const CoverageField = (props: FieldProps<Coverage>) => (
  <ChoiceField schema={coverage} words={texts.coverage} {...props} />
)

const wholeOf = (typed: string, least: number, most: number): number | null => {
  const number = /^\s*\d{1,5}\s*$/.test(typed) ? Number(typed) : Number.NaN
  return number >= least && number <= most ? number : null
}

interface WholeFieldProps extends FieldProps<number> {
  least: number
  most: number
  wrong: string
  placeholder?: string
}

/** A whole number between two bounds; what is not one stays on the screen and is said to be wrong. */
export const WholeField = (props: WholeFieldProps) => {
  const { value, onChange, least, most } = props
  const [typed, setTyped] = useState(value?.toString() ?? '')
  const shown = wholeOf(typed, least, most) === value ? typed : (value?.toString() ?? '')
  const isWrong = shown.trim() !== '' && wholeOf(shown, least, most) === null
  return (
    <TextInput
      size="sm"
      inputMode="numeric"
      autoComplete="off"
      {...named(props)}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      value={shown}
      error={isWrong ? props.wrong : null}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(wholeOf(event.currentTarget.value, least, most))
      }}
    />
  )
}

export const PassesField = (props: FieldProps<number>) => (
  <WholeField {...props} least={1} most={30} wrong={texts.zones.passesWrong} />
)
