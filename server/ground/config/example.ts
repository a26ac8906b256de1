import type { TlsFiles } from '../tls-pair.ts'

/** What an example of a configuration is made for. */
export interface ExampleSite {
  readonly port: number
  readonly publicBaseUrl: string
  /** Relative paths in the file count from the file's own folder. */
  readonly folder: string
  readonly setupSqlFile: string | null
  readonly demoEnrolmentCode: string | null
  /** Null, or where nothing is said, while something else ends TLS. */
  readonly tls?: TlsFiles
  /** YAML of the section `payment`, indented by two blanks. */
  readonly payment: string
  /** YAML of the section `documents`, indented by two blanks. */
  readonly documents: string
  /** YAML of `identity.ways`, indented by four blanks. No way in where nothing is said. */
  readonly ways?: string
  /** YAML of `identity.cardPin`, in one line. No digits beside cards where nothing is said. */
  readonly cardPin?: string
  /** YAML of `mail` and of `sms`, each indented by two blanks. No letters and no texts where nothing is said. */
  readonly mail?: string
  readonly sms?: string
  /** YAML of `fleet.alerts`, indented by four blanks. Nobody is told where nothing is said. */
  readonly alerts?: string
}

/** A commented configuration as a demonstration or a new site starts with it, a part from each plan that has one. */
export function exampleYaml(
  plans: readonly { readonly example: (site: ExampleSite) => string }[],
  site: ExampleSite,
): string {
  const parts = plans.map(({ example }) => example(site).trim()).filter(part => part !== '')
  return `# The central server of Yinzheng. Wrong values are refused at start with their line; unknown names too.
# Paths are relative to the folder of this file.

${parts.join('\n\n')}
`
}
