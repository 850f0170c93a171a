import { notificationsStore, useNotifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { later } from '#renderer/ui/index.ts'

const ToastList = later(async () => (await import('./ToastList.tsx')).ToastList)

/** Where toasts appear; loaded with the first of them, which waits in the store meanwhile. */
export const Toasts = () => {
  const { notifications } = useNotifications(notificationsStore)
  const [isWanted, setIsWanted] = useState(false)
  useEffect(() => {
    if (notifications.length > 0) setIsWanted(true)
  }, [notifications])
  return isWanted ? <ToastList /> : null
}
