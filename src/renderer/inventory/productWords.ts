import { agentLabels, type Product, productClassLabels } from '#shared/inventory/index.ts'
import { texts } from './texts.ts'

export const classInWords = ({ productClass }: Pick<Product, 'productClass'>): string =>
  productClass === null ? texts.product.notSaid : productClassLabels[productClass]

/** `Lidocaine 2.5 %, Prilocaine 2.5 %`; nothing where the label names none. */
export const agentsInWords = ({ activeAgents }: Pick<Product, 'activeAgents'>): string | null =>
  activeAgents.length === 0
    ? null
    : activeAgents
        .map(({ agent, percent }) =>
          texts.product.percent(agentLabels[agent], String(percent / 100)),
        )
        .join(', ')
