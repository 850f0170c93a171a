import { IconEmergencyBed, IconFirstAidKit, IconPill, IconWind } from '@tabler/icons-react'
import { texts } from './texts.ts'

const icons: Record<string, typeof IconWind> = {
  fainting: IconEmergencyBed,
  allergy: IconWind,
  anaesthetic: IconPill,
}

/** What to do, readable without unlocking; no client's name stands here. */
export const EmergencyCard = () => (
  <section className="emergency" aria-labelledby="emergency-title">
    <h2 id="emergency-title">
      <IconFirstAidKit size={22} stroke={1.8} aria-hidden />
      {texts.emergency.title}
    </h2>
    <p className="emergency-number">{texts.emergency.number}</p>
    {texts.emergency.cards.map(({ id, title, signs, steps }) => {
      const CardIcon = icons[id] ?? IconFirstAidKit
      return (
        <div key={id} className="emergency-card">
          <h3>
            <CardIcon size={19} stroke={1.8} aria-hidden />
            {title}
          </h3>
          <p className="emergency-signs">{signs}</p>
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )
    })}
  </section>
)
