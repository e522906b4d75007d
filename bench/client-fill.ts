/** How much a till holds before it is measured. */
export type Fill = {
  readonly items: number;
  readonly openLines: number;
  readonly linesPerOrder: number;
  readonly storedOrders: number;
};

/**
 * Fills the local database of the till in whose page it runs: dishes under the demo's headings, open orders at its
 * tables, and closed orders with a line and a payment each. Rows have the form that a pull leaves.
 * **Why** one function without imports: it is sent into the page as text.
 */
export async function fillStore(fill: Fill): Promise<void> {
  const restaurant = localStorage.getItem('resto360.restaurant') ?? '';
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(`resto360-${restaurant}`);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('the local database does not open')));
  });
  type Stored = { collection: string; id: string; order?: string; open?: 1; row: { f: Record<string, unknown> } };
  const stored = await new Promise<Stored[]>((resolve) => {
    const request = database.transaction('rows').objectStore('rows').getAll();
    request.addEventListener('success', () => resolve(request.result as Stored[]));
  });
  const of = (collection: string) => stored.filter((one) => one.collection === collection);
  const template = of('items')[0];
  const [staff] = of('staff');
  const tables = of('tables');
  if (!template || !staff || tables.length === 0) throw new Error('the demo is not on this device');
  let serial = 0;
  const nextId = () => `0192${(serial += 1).toString(16).padStart(4, '0')}-0000-7000-8000-00000000f111`;
  const stamp = '000001a000000000-0000-FILLFILLFI';
  let batch: Stored[] = [];
  const flush = () =>
    new Promise<void>((resolve, reject) => {
      const transaction = database.transaction('rows', 'readwrite', { durability: 'relaxed' });
      for (const one of batch) transaction.objectStore('rows').put(one);
      batch = [];
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () => reject(new Error('the local database refused the rows')));
    });
  const put = async (collection: string, f: Record<string, unknown>, more: { order?: string; open?: 1 } = {}) => {
    const id = nextId();
    batch.push({ collection, id, ...more, row: { id, v: 1, st: stamp, f } as never });
    if (batch.length >= 2_000) await flush();
    return id;
  };
  const categories = of('categories');
  for (let index = of('items').length; index < fill.items; index++) {
    const category = categories[index % categories.length]?.id;
    await put('items', { ...template.row.f, category, name: `Plat ${index}`, modifierGroups: [], position: index });
  }
  const order = (more: Record<string, unknown>) => ({
    born: true,
    openedBy: staff.id,
    openedAt: Date.now() - 600_000,
    kind: 'dine_in',
    currency: 'XOF',
    covers: 4,
    ...more,
  });
  const line = (of_: string, index: number, status: string) => ({
    born: true,
    order: of_,
    addedBy: staff.id,
    addedAt: Date.now() - 600_000,
    item: template.id,
    name: `Plat ${index}`,
    unitPriceMinor: 2_500,
    taxBp: 1_800,
    taxIncluded: true,
    station: template.row.f['station'],
    modifiers: [],
    quantity: 1 + (index % 3),
    status: [0, status],
  });
  const busy = tables.filter((table) => table.row.f['name'] !== 'T7');
  const orders = Math.ceil(fill.openLines / fill.linesPerOrder);
  for (let index = 0; index < orders; index++) {
    const id = await put('orders', order({ table: busy[index % busy.length]?.id, status: [0, 'open'] }), { open: 1 });
    for (let at = 0; at < fill.linesPerOrder; at++) {
      await put('order_lines', line(id, at, at % 3 === 0 ? 'served' : 'sent'), { order: id });
    }
  }
  for (let index = 0; index < fill.storedOrders; index++) {
    const id = await put('orders', order({ table: busy[index % busy.length]?.id, status: [0, 'closed'] }));
    await put('order_lines', line(id, index, 'served'), { order: id });
    const paid = { order: id, shift: id, method: 'cash', amountMinor: 2_500, tenderedMinor: 2_500, changeMinor: 0 };
    await put('payments', { ...paid, currency: 'XOF', by: staff.id, at: Date.now() }, { order: id });
  }
  await flush();
  database.close();
}
