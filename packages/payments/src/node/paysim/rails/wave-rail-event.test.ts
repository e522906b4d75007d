import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SimWorld } from '../sim-world.ts';
import { waveRail } from './wave-rail.ts';
import { SESSIONS, START_MS, WALLET, paidIn, shopOf, type Json, type Shop } from './wave-rail-bench.ts';

const eventsOf = (shop: Shop) => shop.world.deliveries.map(({ body }) => JSON.parse(body) as Json);

describe('events', () => {
  test('[P] a static code calls with net and fee', () => {
    const shop = shopOf();
    const payment = {
      rail: 'wave',
      merchant: 'wallet-1',
      amountMinor: 5_000,
      currency: 'XOF',
      payer: '+2250701020304',
    } as const;
    const { operatorTxnId } = shop.world.pay(payment);
    expect(eventsOf(shop)).toMatchObject([
      {
        id: expect.stringMatching(/^EV_/),
        type: 'merchant.payment_received',
        data: {
          id: operatorTxnId,
          amount: '4950',
          fee: '50',
          sender_mobile: '+2250701020304',
          merchant_name: 'Chez Awa',
        },
      },
    ]);
  });

  test('[P] a checkout calls with its session', () => {
    const shop = shopOf();
    const { id } = paidIn(shop);
    expect(eventsOf(shop)).toMatchObject([
      { type: 'checkout.session.completed', data: { id, client_reference: 'ref-1', payment_status: 'succeeded' } },
    ]);
  });

  test('[P] nothing is called out for sessions that end, refunds, other wallets, or where nobody listens', () => {
    const shop = shopOf();
    shop.call('POST', `${SESSIONS}/${shop.create()}/expire`);
    shop.world.pay({ rail: 'wave', merchant: 'wallet-2', amountMinor: 1, currency: 'XOF', payer: '+2250701020304' });
    expect(eventsOf(shop)).toEqual([]);
    const { id } = paidIn(shop);
    shop.world.reverse(shop.of(id));
    expect(eventsOf(shop)).toHaveLength(1);
    const { webhookUrl: _, ...deaf } = WALLET;
    const world = new SimWorld([waveRail(deaf)], 1, START_MS);
    world.pay({ rail: 'wave', merchant: 'wallet-1', amountMinor: 1, currency: 'XOF', payer: '+2250701020304' });
    expect(world.deliveries).toEqual([]);
  });

  test('[P] each try is signed anew, by both secrets while they change', () => {
    const shop = shopOf({ webhookSecretOld: 'secret-old' });
    paidIn(shop);
    const [delivery] = shop.world.takeDue();
    if (!delivery) throw new Error('no delivery');
    const wanted = (seconds: number) =>
      [
        `t=${seconds}`,
        ...['secret-new', 'secret-old'].map(
          (secret) => `v1=${createHmac('sha256', secret).update(`${seconds}${delivery.body}`).digest('hex')}`,
        ),
      ].join(',');
    expect(delivery.headers['wave-signature']).toBe(wanted(START_MS / 1_000));
    shop.world.retry(delivery);
    shop.world.advance(60_000);
    const [again] = shop.world.takeDue();
    expect(again?.eventId).toBe(delivery.eventId);
    expect(again?.headers['wave-signature']).toBe(wanted(START_MS / 1_000 + 60));
  });

  test('[P] tries go on for days, and end within three', () => {
    const totalMs = shopOf().rail.webhookRetriesMs.reduce((sum, ms) => sum + ms, 0);
    expect(totalMs).toBeGreaterThan(2.5 * 86_400_000);
    expect(totalMs).toBeLessThanOrEqual(3 * 86_400_000);
  });
});
