import { formatYuan } from '../../ui/formats.ts'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { LayPicture } from '../pictures/lay-picture.tsx'
import { PhonePicture } from '../pictures/phone-picture.tsx'
import { TapPicture } from '../pictures/tap-picture.tsx'

type Attract = ContentOf<'attract'>

/** How to begin: the tiles of the ways in, and more quietly a code of collection, where the house has such. */
export function Ways({ content }: { readonly content: Attract }) {
  const { readers, phoneLogin, pickups } = content
  return (
    <div className="ways">
      {(readers.campusCard || readers.idCard || phoneLogin) && <Tiles content={content} />}
      {pickups && <CollectButton />}
    </div>
  )
}

function CollectButton() {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <PressButton look="ghost" className="collect" onPress={() => send({ kind: 'collect' })}>
      {t('attract.pickup')}
      <span className="second">{t('attract.pickupHow')}</span>
    </PressButton>
  )
}

/** How to say who you are: only the readers that work, and a phone where the house has that. */
function Tiles({ content: { readers, phoneLogin } }: { readonly content: Attract }) {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <div className="tiles">
      {readers.campusCard && (
        <div className="way">
          <TapPicture />
          <b>{t('attract.card')}</b>
          <span>{t('attract.cardHow')}</span>
        </div>
      )}
      {readers.idCard && (
        <div className="way">
          <LayPicture />
          <b>{t('attract.idCard')}</b>
          <span>{t('attract.idCardHow')}</span>
        </div>
      )}
      {phoneLogin && (
        <PressButton look="plain" className="way" onPress={() => send({ kind: 'phone-login' })}>
          <PhonePicture shows="code" />
          <b>{t('attract.phone')}</b>
          <span>{t('attract.phoneHow')}</span>
        </PressButton>
      )}
    </div>
  )
}

/** The free copies first, then what a copy costs. */
export function Prices({ content }: { readonly content: Attract }) {
  const { t, text } = useWords()
  return (
    <dl className="prices">
      <div>
        <dt>{t('attract.freeNote')}</dt>
        <dd>{t('attract.free', { count: content.freeCopies })}</dd>
      </div>
      {content.tariff.map(line => (
        <div key={line.label.zh}>
          <dt>
            {t('attract.then')} <span className="what">{text(line.label)}</span>
          </dt>
          <dd>{formatYuan(line.unitPriceFen)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How the machine is today, said before anyone begins. */
export function Condition({ content: { notice, notices, readers, phoneLogin } }: { readonly content: Attract }) {
  const { t, text } = useWords()
  const usable = readers.campusCard || readers.idCard
  const whole = readers.campusCard && readers.idCard
  return (
    <div className="notes">
      {notice && (
        <Note tone="info">
          <b>{text(notice)}</b>
        </Note>
      )}
      {notices.map(fault => (
        <FaultNote key={fault.code} fault={fault} tone="wait" />
      ))}
      {!whole && (
        <Note tone="wait">
          {usable
            ? t(readers.campusCard ? 'attract.noIdCardReader' : 'attract.noCardReader')
            : t(phoneLogin ? 'attract.noReaderPhone' : 'attract.noReader')}
        </Note>
      )}
      <Note tone={notices.length > 0 || !whole ? 'info' : 'ok'}>
        {notices.length === 0 && whole && <>{t('attract.ready')} </>}
        <b>{t('attract.promise')}</b>
      </Note>
    </div>
  )
}
