import { expect, test } from '@playwright/test';
import type { KeyedHouse } from '../support/keyed-house.ts';

/** The office by keyboard alone, on a device where nobody is signed in. */
export function tellOfOffice(of: () => KeyedHouse): void {
  test('the office changes its menu and its tables and takes both back, by keyboard alone', async () => {
    const keys = of();
    const { page } = keys;
    await keys.signIn();
    await keys.onPage(/Maquis/);
    await keys.press(keys.button('Réglages'), 'Shift+Tab');
    await keys.press(keys.link(/^Bureau/));
    await expect(page.getByRole('heading', { level: 1, name: 'Aujourd’hui' })).toBeVisible();

    await keys.officePage('Carte');
    const add = keys.button(/Nouveau plat$/);
    await keys.press(add);
    await keys.inSheet('Nouveau plat');
    await expect(keys.field('Nom')).toBeFocused();
    await page.keyboard.type('Pintade au four');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
    await keys.write(keys.field('Prix'), '4500');
    await page.keyboard.press('Enter');
    await keys.onlyPage();
    await expect(add).toBeFocused();

    await keys.write(page.getByRole('searchbox'), 'pintade au f');
    const row = page.locator('.office-item').filter({ hasText: 'Pintade au four' });
    await keys.press(row.getByRole('button').first());
    await keys.inSheet('Pintade au four');
    await keys.write(keys.field('Prix'), '4750');
    await keys.press(keys.button('Enregistrer'));
    await keys.onlyPage();
    await expect(row.getByRole('button').first()).toBeFocused();
    await expect(row).toContainText(/4.750/);
    await keys.press(keys.button(/^Pintade au four: /), 'ArrowRight');
    await expect(row).toHaveAttribute('data-sold-out', 'true');
    await keys.undo();
    await expect(row).toContainText(/4.500/);

    await keys.officePage('Salle');
    const card = page.getByRole('region', { name: 'Terrasse' });
    const table = card.getByRole('button', { name: /^T99/ });
    await keys.to(card.locator('.office-tables').getByRole('button'));
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await keys.inSheet('Nouvelle table');
    await page.keyboard.type('T99');
    await page.keyboard.press('Enter');
    await keys.onlyPage();
    await keys.press(table, 'ArrowLeft');
    await keys.inSheet('Table T99');
    await keys.press(keys.button('Retirer'));
    await expect(table).toHaveCount(0);
    await keys.onlyPage();
    await keys.undo();
    await expect(table).toBeVisible();
  });

  test('the office takes somebody on, makes a code for a device and looks at its health, by keyboard alone', async () => {
    const keys = of();
    const { page } = keys;
    await keys.officePage('Équipe');
    await keys.press(keys.button(/Nouvelle personne$/));
    await keys.inSheet('Nouvelle personne');
    await page.keyboard.type('Awa Traoré');
    await keys.to(keys.field('Rôle'));
    await page.keyboard.type('Cuisine');
    for (const label of ['Nouveau code PIN', 'Encore une fois']) await keys.write(keys.field(label), '7391');
    await page.keyboard.press('Enter');
    await keys.onlyPage();
    await expect(keys.button(/^A?Awa Traoré/)).toContainText('Cuisine');

    await keys.officePage('Appareils');
    const code = keys.button(/Nouvel appareil$/);
    await keys.press(code);
    await keys.inSheet('Nouvel appareil');
    await keys.press(keys.button('écran de cuisine'));
    await expect(page.locator('.office-code')).toBeVisible();
    await keys.isSomewhere();
    await keys.leaveSheet(code);

    await keys.press(keys.button(/^En ligne/), 'Shift+Tab');
    await keys.press(keys.link('Santé de l’appareil'));
    await keys.onPage('Santé de l’appareil');
    await keys.press(keys.button('Synchroniser'));
    const download = page.waitForEvent('download');
    await keys.press(keys.button('Exporter ce qui attend'));
    await download;
    await expect(page.getByText(/dans le fichier/)).toBeVisible();
    await keys.isSomewhere();
  });
}
