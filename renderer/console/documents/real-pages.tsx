import { DOCUMENT_DESK_ROUTES } from '../../../src/contract/document-desk-api.ts'
import { useServer } from '../shell/console-context.ts'
import { useDocumentWords } from './words.ts'

/** The pages of a document as they are, for who has opened them. */
export function RealPages({
  documentId,
  pages,
  token,
}: {
  readonly documentId: string
  readonly pages: number
  readonly token: string
}) {
  const t = useDocumentWords()
  const { addressOf } = useServer(DOCUMENT_DESK_ROUTES)
  return (
    <div className="real-pages">
      {Array.from({ length: pages }, (_, at) => (
        <img
          // biome-ignore lint/suspicious/noArrayIndexKey: pages keep their places.
          key={at}
          src={addressOf('pagePicture', { documentId, page: at + 1, token })}
          alt={t('pages.page', { page: at + 1, pages })}
        />
      ))}
    </div>
  )
}
