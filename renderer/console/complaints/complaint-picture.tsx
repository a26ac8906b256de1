import { Spin } from 'antd'
import { useEffect, useState } from 'react'
import { COMPLAINTS_ROUTES } from '../../../src/contract/complaints-api.ts'
import { useServer } from '../shell/console-context.ts'
import { useComplaintsWords } from './words.ts'

/** A picture of a complaint, fetched through the server when it is looked at. */
export function ComplaintPicture({ complaintId, place }: { readonly complaintId: string; readonly place: number }) {
  const t = useComplaintsWords()
  const server = useServer(COMPLAINTS_ROUTES)
  const [url, setUrl] = useState<string | null | 'fails'>(null)
  useEffect(() => {
    let made: string | null = null
    let isGone = false
    void server.complaintPicture({ complaintId, place }).then(answer => {
      if (isGone) return
      if (answer.ok) made = URL.createObjectURL(new Blob([answer.value as BlobPart]))
      setUrl(made ?? 'fails')
    })
    return () => {
      isGone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [server, complaintId, place])
  if (url === null) return <Spin />
  if (url === 'fails') return <span className="soft">{t('one.pictureFails')}</span>
  return <img className="complaint-picture" src={url} alt={t('one.picture', { nth: place + 1 })} />
}
