import { Tabs } from '@mantine/core'
import { IconPackageImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { query } from '#renderer/api.ts'
import { Failure, LinkButton, Loading, Page } from '#renderer/ui/index.ts'
import { DevicesTable } from './DevicesTable.tsx'
import { LotsTable } from './LotsTable.tsx'
import { ProductsTable } from './ProductsTable.tsx'
import { ScanInventory } from './ScanInventory.tsx'
import { texts } from './texts.ts'
import './inventory.css'

/** `/inventory` and `/inventory/devices`: one scan box, the lots in stock, the devices, and the products they belong to. */
export const InventoryPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const products = useQuery(query.inventory.products.queryOptions({ input: {} }))
  const devices = useQuery(query.inventory.devices.queryOptions())
  const lowStock = useQuery(query.inventory.lowStock.queryOptions())
  const [location] = useLocation()
  const [shown, setShown] = useState<string | null>(
    location === '/inventory/devices' ? 'devices' : 'lots',
  )
  const isReady = practice.data && products.data && devices.data
  return (
    <Page
      title={texts.title}
      actions={
        <LinkButton href="/inventory/products/new" variant="default">
          {texts.newProduct}
        </LinkButton>
      }
      primary={
        <LinkButton
          href="/inventory/lots/new"
          leftSection={<IconPackageImport size={18} aria-hidden />}
        >
          {texts.receiveLot}
        </LinkButton>
      }
    >
      {practice.data ? <ScanInventory today={practice.data.today} /> : null}
      {isReady ? (
        <Tabs value={shown} onChange={setShown}>
          <Tabs.List>
            <Tabs.Tab value="lots">{texts.tabs.lots}</Tabs.Tab>
            <Tabs.Tab value="devices">{texts.tabs.devices}</Tabs.Tab>
            <Tabs.Tab value="products">{texts.tabs.products}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="lots">
            <LotsTable hasProducts={products.data.length > 0} today={practice.data.today} />
          </Tabs.Panel>
          <Tabs.Panel value="devices">
            <DevicesTable
              devices={devices.data}
              today={practice.data.today}
              zone={practice.data.details.timeZone}
            />
          </Tabs.Panel>
          <Tabs.Panel value="products">
            <ProductsTable
              products={products.data}
              low={new Map(lowStock.data?.map(({ product, left }) => [product.id, left]))}
              today={practice.data.today}
            />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Loading lines={6} />
      )}
      <Failure error={practice.error ?? products.error ?? devices.error ?? lowStock.error} />
    </Page>
  )
}
