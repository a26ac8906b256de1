import { Icon } from '../../ui/icons.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { useWords } from '../kiosk-context.ts'

export interface PageKeysProps {
  readonly page: number
  readonly pages: number
  readonly canZoom: boolean
  readonly onTurn: (page: number) => void
  readonly onZoom: () => void
}

/** Through the pages of the preview, and closer. */
export function PageKeys({ page, pages, canZoom, onTurn, onZoom }: PageKeysProps) {
  const { t } = useWords()
  return (
    <div className="pager">
      {pages > 1 && (
        <PressButton
          look="plain"
          className="turn"
          label={t('previewing.previous')}
          disabled={page <= 1}
          onPress={() => onTurn(page - 1)}
        >
          <Icon name="back" />
        </PressButton>
      )}
      <span role="status">{t('previewing.page', { page, pages })}</span>
      {pages > 1 && (
        <PressButton
          look="plain"
          className="turn"
          label={t('previewing.next')}
          disabled={page >= pages}
          onPress={() => onTurn(page + 1)}
        >
          <Icon name="forward" />
        </PressButton>
      )}
      <PressButton look="plain" className="turn zoom-in" disabled={!canZoom} onPress={onZoom}>
        <Icon name="zoom" />
        {t('previewing.zoom')}
      </PressButton>
    </div>
  )
}
