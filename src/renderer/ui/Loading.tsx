import { Loader, Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { texts } from './texts.ts'

/** Nothing for the first moment, then quiet grey lines: most answers are there before they show. */
export const Loading = ({
  label = texts.loading,
  lines = 4,
}: {
  label?: string
  lines?: number
}) => {
  const isLate = useLate(180)
  return (
    <div role="status" className="loading" aria-label={label}>
      {isLate
        ? Array.from({ length: lines }, (_, line) => (
            <Skeleton
              key={line}
              height={line === 0 ? 26 : 18}
              width={line === 0 ? '38%' : `${92 - ((line * 17) % 40)}%`}
              radius="sm"
            />
          ))
        : null}
    </div>
  )
}

/** For a whole window that waits: the practice is being opened. */
export const LoadingScreen = ({ label }: { label: string }) => {
  const isLate = useLate(250)
  return (
    <div role="status" className="loading-screen" aria-label={label}>
      {isLate ? <Loader type="dots" aria-hidden /> : null}
    </div>
  )
}

const useLate = (milliseconds: number) => {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return isLate
}
