import { NativeSelect, TextInput } from '@mantine/core'
import { StatusBadge } from '#renderer/ui/index.ts'
import {
  type AnaestheticUse,
  anaestheticUse,
  doseOf,
  dwellMinutes,
  type UsedProduct,
} from '#shared/sessions/index.ts'
import { formatAgent, formatDose } from './amounts.ts'
import { StampField } from './StampField.tsx'
import { texts } from './texts.ts'
import { useNow } from './usePractice.ts'
import type { SessionHandle } from './useSession.ts'
import { WholeField } from './zoneFields.tsx'

const words = texts.anaesthetic
const { skin: skinWord, suppliedBy: supplier } = anaestheticUse.shape

interface AnaestheticCardProps {
  session: SessionHandle
  name: string
  product: UsedProduct
  use: AnaestheticUse
  /** By its label, minutes. */
  longest: number | null
  onChange: (use: AnaestheticUse) => void
}

/** An anaesthetic on the skin: when it went on and off, how much on how much skin, and who answers for it. */
export const AnaestheticCard = ({
  session,
  name,
  product,
  use,
  longest,
  onChange,
}: AnaestheticCardProps) => {
  const change = (part: Partial<AnaestheticUse>) => onChange({ ...use, ...part })
  const { today } = session.base
  const dose = doseOf(product)
  return (
    <div className="anaesthetic" role="group" aria-label={words.of(name)}>
      <div className="anaesthetic-times">
        <StampField
          isLabelShown
          isNext
          label={words.onAt}
          press={words.on}
          pressLabel={words.onOf(name)}
          clearLabel={`${words.onAt}: ${texts.deviations.remove}`}
          value={use.onAt}
          today={today}
          onChange={(onAt) => change({ onAt })}
        />
        <StampField
          isLabelShown
          isNext={use.onAt !== null}
          label={words.offAt}
          press={words.off}
          pressLabel={words.offOf(name)}
          clearLabel={`${words.offAt}: ${texts.deviations.remove}`}
          value={use.offAt}
          today={today}
          onChange={(offAt) => change({ offAt })}
        />
        <Dwell use={use} longest={longest} />
        <span className="anaesthetic-facts">
          <span>{use.agents.map(formatAgent).join(', ') || words.noAgents}</span>
          {dose === null ? null : <strong>{formatDose(dose)}</strong>}
        </span>
      </div>
      <div className="anaesthetic-fields">
        <WholeField
          isLabelShown
          label={words.area}
          value={use.area}
          least={1}
          most={20_000}
          wrong={words.areaWrong}
          onChange={(area) => change({ area })}
        />
        <NativeSelect
          size="sm"
          label={words.skin}
          value={use.skin ?? ''}
          data={[
            unknown,
            ...skinWord.unwrap().options.map((value) => ({ value, label: words.skins[value] })),
          ]}
          onChange={(event) =>
            change({ skin: skinWord.catch(null).parse(event.currentTarget.value) })
          }
        />
        <NativeSelect
          size="sm"
          label={words.occluded}
          value={use.occluded === null ? '' : use.occluded ? 'yes' : 'no'}
          data={[
            unknown,
            { value: 'no', label: words.occlusions.no },
            { value: 'yes', label: words.occlusions.yes },
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget
            change({ occluded: value === '' ? null : value === 'yes' })
          }}
        />
        <NativeSelect
          size="sm"
          label={words.supplied}
          value={use.suppliedBy ?? ''}
          data={[
            unknown,
            ...supplier.unwrap().options.map((value) => ({ value, label: words.suppliers[value] })),
          ]}
          onChange={(event) =>
            change({ suppliedBy: supplier.catch(null).parse(event.currentTarget.value) })
          }
        />
        <TextInput
          size="sm"
          label={words.prescribedBy}
          placeholder={words.prescribedHelp}
          maxLength={200}
          value={use.prescribedBy}
          onChange={(event) => change({ prescribedBy: event.currentTarget.value })}
        />
        <TextInput
          size="sm"
          label={words.reaction}
          maxLength={500}
          value={use.reaction}
          onChange={(event) => change({ reaction: event.currentTarget.value })}
        />
      </div>
    </div>
  )
}

const unknown = { value: '', label: words.unknown }

/** How long it has been on; amber from the minute that is longer than its label. */
const Dwell = ({ use, longest }: { use: AnaestheticUse; longest: number | null }) => {
  const isOn = use.onAt !== null && use.offAt === null
  const now = useNow(isOn)
  const minutes = dwellMinutes(use, isOn ? now : null)
  if (minutes === null) return null
  const isOver = longest !== null && minutes > longest
  const limit =
    longest === null
      ? null
      : isOver
        ? words.over(minutes - longest)
        : isOn
          ? words.due(longest - minutes)
          : words.longest(longest)
  return (
    <span className="anaesthetic-dwell" role="timer">
      <StatusBadge tone={isOver ? 'decision' : isOn ? 'information' : 'neutral'}>
        {isOn ? words.running(minutes) : words.dwelt(minutes)}
        {limit === null ? '' : `, ${limit}`}
      </StatusBadge>
    </span>
  )
}
