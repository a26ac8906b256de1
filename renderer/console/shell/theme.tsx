import { App as AntdApp, ConfigProvider, type ThemeConfig } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useLanguage } from './language.tsx'
import { HOUSE } from './tokens.ts'

/** Ink on warm paper, blue for what is done next, vermilion for the seal and for what stands still. */
const THEME: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: HOUSE.act,
    colorPrimaryActive: HOUSE['act-down'],
    colorInfo: HOUSE.info,
    colorInfoBg: HOUSE['info-ground'],
    colorSuccess: HOUSE.ok,
    colorSuccessBg: HOUSE['ok-ground'],
    colorWarning: HOUSE.wait,
    colorWarningBg: HOUSE['wait-ground'],
    colorError: HOUSE.stop,
    colorErrorBg: HOUSE['stop-ground'],
    colorLink: HOUSE.act,
    colorTextBase: HOUSE.ink,
    colorText: HOUSE.ink,
    colorTextSecondary: HOUSE.soft,
    colorTextTertiary: HOUSE.soft,
    colorTextDescription: HOUSE.soft,
    colorTextPlaceholder: '#6a6f79',
    colorBgBase: HOUSE.card,
    colorBgLayout: HOUSE.paper,
    colorBgContainer: HOUSE.card,
    colorBgElevated: HOUSE.card,
    colorBorder: HOUSE['edge-line'],
    colorBorderSecondary: HOUSE.line,
    borderRadius: 6,
    fontSize: 15,
    fontFamily: `system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif`,
  },
  components: {
    Table: { headerBg: HOUSE.sunk, rowHoverBg: HOUSE.pick, headerColor: HOUSE.ink },
  },
}

/** Whoever has asked their device for stillness gets it here too. */
const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches

const nonceOf = (page: Document) => page.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce || undefined

/** The house's look and antd's own words around everything. */
export function Theme({ children }: { readonly children: ReactNode }) {
  const language = useLanguage()
  const nonce = nonceOf(document)
  return (
    <ConfigProvider
      theme={{ ...THEME, token: { ...THEME.token, motion: !isStill() } }}
      locale={language === 'en' ? en : zh}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
      button={{ autoInsertSpace: false }}
    >
      <AntdApp className="console-app">{children}</AntdApp>
    </ConfigProvider>
  )
}
