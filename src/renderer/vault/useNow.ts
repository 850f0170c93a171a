import { useEffect, useState } from 'react'

/** This computer's clock, again each second while something runs; milliseconds. */
export const useNow = (isRunning: boolean): number => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isRunning) return
    setNow(Date.now())
    const clock = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(clock)
  }, [isRunning])
  return now
}
