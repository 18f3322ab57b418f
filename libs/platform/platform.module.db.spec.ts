import { describe, expect, it } from '@jest/globals';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { dataSourceOptions } from '../../config/datasource.js';
import { createTestDatabase } from '../../test/setup/test-database.js';
import { Clock, enqueue, newId, OutboxPump, PlatformModule, UnitOfWork, type Who } from './index.js';

const ontario: Who = { tenant: 'ontario-211', person: null, role: 'navigator', agency: null };

@Injectable()
class Post implements OnModuleInit {
  readonly arrived: unknown[] = [];
  constructor(
    private readonly outbox: OutboxPump,
    readonly unitOfWork: UnitOfWork,
    readonly clock: Clock,
  ) {}
  onModuleInit(): void {
    this.outbox.onDelivery('post', async (_, { payload }) => void this.arrived.push(payload));
  }
}
@Module({ providers: [Post] })
class PostModule {}

describe('the platform module', () => {
  it('gives every lib the unit of work, the clock and the pumps, and closes what it opened', async () => {
    const database = await createTestDatabase();
    const { clock } = database;
    const platform = PlatformModule.forRoot({
      app: dataSourceOptions(database.url('frontdoor_app')),
      worker: dataSourceOptions(database.url('frontdoor_worker')),
      clock,
    });
    const app = await Test.createTestingModule({ imports: [platform, PostModule] }).compile();
    await app.init();
    const post = app.get(Post);
    expect(post.clock).toBe(clock);
    await post.unitOfWork.run(ontario, (tx) => enqueue(tx, { topic: 'post', stream: newId(), payload: 'hello' }));
    await app.get(OutboxPump).drainOnce();
    await app.close();
    expect(post.arrived).toEqual(['hello']);
    await database.dataSource.destroy();
    await database.workerDataSource.destroy();
    const left = `SELECT usename FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'frontdoor%'`;
    while ((await database.ownerQuery(left)).length > 0);
  });

  it('does not start as a role that row-level security does not hold', async () => {
    const database = await createTestDatabase();
    const start = (role: string) =>
      Test.createTestingModule({
        imports: [
          PlatformModule.forRoot({
            app: dataSourceOptions(database.url('frontdoor_app').replace('frontdoor_app', role)),
            worker: dataSourceOptions(database.url('frontdoor_worker')),
          }),
        ],
      })
        .compile()
        .then((module) => module.init());
    await expect(start('postgres')).rejects.toThrow(/is a superuser/);
    await expect(start('frontdoor_owner')).rejects.toThrow(/owns tables/);
  });
});
