import { notifications } from '@mantine/notifications'
import type { Problem } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import { type Tone, ToneIcon } from './tone.tsx'

const show = (tone: Tone, message: string, title?: string) =>
  notifications.show({
    message,
    ...(title ? { title } : {}),
    icon: <ToneIcon tone={tone} size={20} />,
    className: 'toast',
    closeButtonProps: { 'aria-label': texts.close },
    attributes: { root: { 'data-tone': tone } },
    // A refusal stays until it was read; a confirmation goes by itself.
    autoClose: tone === 'stop' ? false : 5000,
    withBorder: false,
  })

/**
 * A word in the corner. `toast.done('The client was saved.')`. What somebody must act on belongs
 * beside the form, in a `ProblemList`.
 */
export const toast = {
  done: (message: string) => show('cleared', message),
  information: (message: string) => show('information', message),
  refused: (problem: Problem) => show('stop', problem.nextStep, problem.fact),
}
