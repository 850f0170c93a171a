import { useMutation } from '@tanstack/react-query'
import { type ChangeEvent, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { refusalOf } from '#renderer/api.ts'
import { problemOfField } from '#renderer/ui/index.ts'
import type { Problem } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import { type DraftHandle, useDraft } from './useDraft.ts'

export interface DraftFormOptions<Values extends object, Input, Result> {
  kind: string
  key: string
  initial: Values
  /** What can stand in the fields while they are typed: looser than what may be sent. */
  typed: z.ZodType<Values>
  /** Reads what is typed as what is sent; the issues' paths are the names of the fields. */
  read: (values: Values) => z.ZodSafeParseResult<Input>
  write: (input: Input) => Promise<Result>
  /** After it was written and the draft is gone. */
  onWritten: (result: Result) => void
}

type TextNames<Values> = {
  [Name in keyof Values]-?: Values[Name] extends string ? Name : never
}[keyof Values] &
  string

/** What the fields of a form need; a form with more fields than these can be handed to them. */
export interface FormFields<Values extends object> {
  values: Values
  set: <Name extends keyof Values & string>(name: Name, value: Values[Name]) => void
  /** The words under one field, by its path: `packs.0.contents`. */
  errorOf: (path: string) => string | null
  /** The properties of a field of text. */
  text: (name: TextNames<Values>) => {
    value: string
    error: string | null
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void
  }
}

export interface DraftForm<Values extends object> extends FormFields<Values> {
  draft: DraftHandle<Values>
  /** The properties of the `form` element. */
  form: {
    ref: { current: HTMLFormElement | null }
    noValidate: true
    onSubmit: (event: SyntheticEvent) => void
  }
  isWriting: boolean
  /** Why it was not written; for `Failure`. */
  error: unknown
}

/**
 * A form that is a draft: what is typed lives in one place, is saved while it is typed, and is read
 * by the contract's own schemas when it is handed in. Errors appear after the first attempt and go
 * as they are mended; the first field in error takes the focus.
 */
export const useDraftForm = <Values extends object, Input, Result>(
  options: DraftFormOptions<Values, Input, Result>,
): DraftForm<Values> => {
  const draft = useDraft(options.kind, options.key, options.initial, options.typed)
  const element = useRef<HTMLFormElement>(null)
  const [failures, setFailures] = useState(0)
  const [mended, setMended] = useState<readonly string[]>([])
  const mutation = useMutation({
    mutationFn: async (input: Input) => {
      const result = await options.write(input)
      // It is written; a draft that cannot be removed now must not look like a failure.
      await draft.finish().catch(() => undefined)
      return result
    },
    onSuccess: options.onWritten,
    onError: () => setFailures((count) => count + 1),
  })

  useEffect(() => {
    if (failures > 0) focusFirstError(element.current)
  }, [failures])

  const read = failures > 0 ? options.read(draft.value) : null
  const refused = (refusalOf(mutation.error) ?? []).map(withoutPrefix)
  const errorOf = (path: string) =>
    messageOf(read, draft.value, path) ??
    (mended.includes(path) ? null : problemOfField(refused, path))
  const set: DraftForm<Values>['set'] = (name, value) => {
    setMended((names) => (names.includes(name) ? names : [...names, name]))
    draft.change((now) => ({ ...now, [name]: value }))
  }

  return {
    draft,
    values: draft.value,
    set,
    errorOf,
    text: (name) => ({
      value: String(draft.value[name]),
      error: errorOf(name),
      onChange: ({ currentTarget: { value } }) => {
        setMended((names) => (names.includes(name) ? names : [...names, name]))
        draft.change((now) => ({ ...now, [name]: value }))
      },
    }),
    form: {
      ref: element,
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault()
        // A dialog's form may stand inside another one in React's tree.
        event.stopPropagation()
        if (mutation.isPending) return
        const input = options.read(draft.value)
        if (!input.success) {
          setFailures((count) => count + 1)
          return
        }
        setMended([])
        mutation.mutate(input.data)
      },
    },
    isWriting: mutation.isPending,
    error: mutation.error,
  }
}

/** Main names a field from its procedure's input; a form knows it without the object around it. */
const withoutPrefix = (problem: Problem): Problem =>
  problem.field === undefined
    ? problem
    : { ...problem, field: problem.field.replace(/^details\./, '') }

const messageOf = <Input>(
  read: z.ZodSafeParseResult<Input> | null,
  values: object,
  path: string,
): string | null => {
  const issue = read?.error?.issues.find((one) => one.path.join('.') === path)
  if (!issue) return null
  return isEmpty(valueAt(values, issue.path)) ? texts.fillIn : issue.message
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

const valueAt = (values: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((value: unknown, key): unknown => {
    if (typeof value !== 'object' || value === null) return undefined
    const found: unknown = Reflect.get(value, key)
    return found
  }, values)

const focusFirstError = (form: HTMLFormElement | null) => {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
