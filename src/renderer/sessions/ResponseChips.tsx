import { Chip } from '@mantine/core'
import { useId } from 'react'
import { type ImmediateResponse, immediateResponse } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

interface ResponseChipsProps {
  label: string
  chosen: readonly ImmediateResponse[]
  onChange: (chosen: ImmediateResponse[]) => void
}

/** How the skin answered; several words can be true at once. */
export const ResponseChips = ({ label, chosen, onChange }: ResponseChipsProps) => {
  const labelId = useId()
  const choose = (values: readonly string[]) =>
    onChange(
      consistent(
        immediateResponse.options.filter((option) => values.includes(option)),
        chosen,
      ),
    )
  return (
    <>
      <p id={labelId} className="small-label">
        {label}
      </p>
      <Chip.Group multiple value={[...chosen]} onChange={choose}>
        <div role="group" aria-labelledby={labelId} className="chips">
          {immediateResponse.options.map((option) => (
            <Chip key={option} value={option} variant="outline" size="md">
              {texts.responses[option]}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </>
  )
}

/** “None seen” and a finding exclude each other; the newer word wins. */
const consistent = (
  next: ImmediateResponse[],
  before: readonly ImmediateResponse[],
): ImmediateResponse[] => {
  if (!next.includes('none') || next.length === 1) return next
  return before.includes('none') ? next.filter((option) => option !== 'none') : ['none']
}
