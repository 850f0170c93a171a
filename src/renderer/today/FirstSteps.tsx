import {
  IconBox,
  IconChevronRight,
  IconListCheck,
  IconSignature,
  IconUserPlus,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { EmptyState, LinkButton, Section } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'

/** A new practice: what to do first, and what comes before the first session. */
export const FirstSteps = () => (
  <>
    <EmptyState
      icon={IconUserPlus}
      title={texts.first.title}
      action={<LinkButton href="/clients/new">{texts.first.client}</LinkButton>}
    >
      {texts.first.text}
    </EmptyState>
    <Section title={texts.first.steps} surface="flush">
      <ul className="task-list" aria-label={texts.first.steps}>
        <FirstStep
          href="/inventory"
          icon={<IconBox size={22} aria-hidden />}
          title={texts.first.inventory}
          detail={texts.first.inventoryText}
        />
        <FirstStep
          href="/screening/rules"
          icon={<IconListCheck size={22} aria-hidden />}
          title={texts.first.screening}
          detail={texts.first.screeningText}
        />
        <FirstStep
          href="/consent"
          icon={<IconSignature size={22} aria-hidden />}
          title={texts.first.consent}
          detail={texts.first.consentText}
        />
      </ul>
    </Section>
  </>
)

interface FirstStepProps {
  href: string
  icon: ReactNode
  title: string
  detail: string
}

const FirstStep = ({ href, icon, title, detail }: FirstStepProps) => (
  <li>
    <Link href={href} className="task-line">
      {icon}
      <span className="task-line-text">
        <span className="task-line-title">{title}</span>
        <span className="task-line-detail">{detail}</span>
      </span>
      <IconChevronRight size={18} aria-hidden className="task-line-arrow" />
    </Link>
  </li>
)
