import { Result } from 'antd'
import { PlaceLink } from './place-link.tsx'
import { useShellWords } from './words.ts'

/** For an address that names no page, or one that the role does not see. */
export function NotFound() {
  const t = useShellWords()
  return (
    <Result
      status="info"
      title={<h1 className="result-title">{t('notFound.title')}</h1>}
      subTitle={t('notFound.toDo')}
      extra={<PlaceLink to="">{t('notFound.home')}</PlaceLink>}
    />
  )
}
