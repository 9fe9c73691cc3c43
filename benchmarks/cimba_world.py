"""The world of `benchmarks.peer_world` as processes of Cimba (see `benchmarks.peer_events`)."""

import cimba as cb
import numpy as np

from benchmarks.peer_world import PlainWorld
from simulator.inputs.arrays import Floats

HUGE = 1e15


class City(cb.Model):
    """A city: two desks, and tables by service, account or project; names as in `PlainWorld`."""

    n_years: cb.Param[int]
    n_services: cb.Param[int]
    n_accounts: cb.Param[int]
    n_serials: cb.Param[int]
    approval: cb.Resource
    construction: cb.Resource
    standing: cb.Array[float]
    pipeline: cb.Array[float]
    serial: cb.Array[int]
    purse: cb.Array[float]
    loss: cb.Array[float]
    inflow: cb.Array[float]
    most: cb.Array[float]
    need_from: cb.Array[float]
    need_to: cb.Array[float]
    lot: cb.Array[float]
    account: cb.Array[int]
    cost: cb.Array[float]
    running: cb.Array[float]
    income_from: cb.Array[float]
    income_to: cb.Array[float]
    months: cb.Array[int]
    under_way: cb.Array[int]

    @cb.process
    def years(self) -> None:
        """Send the pipeline of the base year on its way, then live year by year."""
        for at in range(len(self.under_way) // 3):
            self.pipeline[self.under_way[3 * at]] += self.lot[self.under_way[3 * at]]
            cb.spawn(
                Project,
                city=self,
                service=self.under_way[3 * at],
                serial=self.under_way[3 * at + 1],
                asked=self.under_way[3 * at + 2],
            )
        for year in range(self.n_years):
            self.january(year)
            cb.hold(12.0)
            self.december()

    @cb.function
    def january(self, year: int) -> None:
        """Receive money, retire units, pay for what stands and start projects."""
        share = year / (self.n_years - 1.0)
        for account in range(self.n_accounts):
            first = self.income_from[account]
            self.purse[account] += first + (self.income_to[account] - first) * share
        for service in range(self.n_services):
            self.standing[service] -= np.floor(self.standing[service] * self.loss[service])
            if self.account[service] >= 0:
                paid = self.standing[service] * self.running[service]
                self.purse[self.account[service]] -= paid
        share = year / (self.n_years * 1.0)
        for service in range(self.n_services):
            if self.lot[service] > 0.0:
                first = self.need_from[service]
                self.start(service, first + (self.need_to[service] - first) * share)

    @cb.function
    def start(self, service: int, need: float) -> None:
        """Start projects of a service until the need is met or the free money is gone."""
        price = self.lot[service] * self.cost[service]
        account = self.account[service]
        while (
            self.standing[service] + self.pipeline[service] < need and self.purse[account] >= price
        ):
            self.purse[account] -= price
            self.pipeline[service] += self.lot[service]
            self.serial[service] += 1
            cb.spawn(Project, city=self, service=service, serial=self.serial[service], asked=0)

    @cb.function
    def december(self) -> None:
        """Let staff enter and programmes deliver."""
        for service in range(self.n_services):
            room = self.most[service] - self.standing[service]
            self.standing[service] += max(0.0, min(self.inflow[service], room))


class Project(cb.Model):
    """A project, from the month in which it asks for approval (0, or before the base)."""

    city: cb.Ref[City]
    service: cb.Param[int]
    serial: cb.Param[int]
    asked: cb.Param[int]

    @cb.process
    def life(self) -> None:
        """Go through the five stages, or what is left of them at the base."""
        city = self.city
        first = (self.service * city.n_serials + self.serial % city.n_serials) * 5
        units = city.lot[self.service]
        passed = -self.asked
        stage = city.months[first]
        if passed < stage:
            city.approval.acquire(1)
            cb.hold(stage - passed)
            city.approval.release(1)
        passed = max(0, passed - stage)
        stage = city.months[first + 1] + city.months[first + 2]
        if passed < stage:
            cb.hold(stage - passed)
        passed = max(0, passed - stage)
        stage = city.months[first + 3]
        if passed < stage:
            city.construction.acquire(1)
            cb.hold(stage - passed)
            city.construction.release(1)
        passed = max(0, passed - stage)
        stage = city.months[first + 4]
        if passed < stage:
            cb.hold(stage - passed)
        city.pipeline[self.service] -= units
        city.standing[self.service] += units
        cb.release(self)


class Reading(cb.Model):
    """Keeps a city's stock of a service at the end."""

    city: cb.Ref[City]
    service: cb.Param[int]
    units: cb.Output[float]

    @cb.on_end
    def read(self) -> None:
        """Read the stock."""
        self.units = self.city.standing[self.service]


class Province(cb.Model):
    """All cities, and what is read of them."""

    cities: list[City]
    readings: list[Reading]


def city(world: PlainWorld, at: int) -> City:
    """Return one city of the world as a model."""
    made = City()
    n_services, n_serials = world.base.shape[1], world.months.shape[2]
    made.n_years, made.n_services, made.n_serials = world.n_years, n_services, n_serials
    made.n_accounts = world.income.shape[2]
    made.approval = cb.Resource(capacity=world.slots[0])
    made.construction = cb.Resource(capacity=world.slots[1])
    here = world.pipeline[world.pipeline[:, 0] == at][:, 1:]
    floats = {
        "standing": world.base[at],
        "loss": world.loss[at],
        "inflow": world.inflow[at],
        "most": np.minimum(world.most[at], HUGE),
        "need_from": world.need[0, at],
        "need_to": world.need[1, at],
        "lot": world.lot[at],
        "cost": world.cost,
        "running": world.running,
        "income_from": world.income[0, at],
        "income_to": world.income[1, at],
    }
    serials = np.array([here[here[:, 0] == s][:, 1].max(initial=0) for s in range(n_services)])
    whole = {
        "account": world.account,
        "months": world.months[:, at].reshape(-1),
        "under_way": here.reshape(-1),
        "serial": serials,
    }
    for name, values in floats.items():
        setattr(made, name, cb.Array([float(value) for value in values]))
    for name, values in whole.items():
        setattr(made, name, cb.Array([int(value) for value in values]))
    made.pipeline = cb.Array([0.0] * n_services)
    made.purse = cb.Array([0.0] * made.n_accounts)
    return made


def province(world: PlainWorld, *, read: bool = False) -> Province:
    """Return all cities of the world as one model; ``read`` keeps the stocks at the end."""
    made = Province()
    made.cities = [city(world, at) for at in range(len(world.base))]
    made.readings = [
        reading(one, service)
        for one in made.cities
        for service in range(len(world.services))
        if read
    ]
    return made


def reading(of: City, service: int) -> Reading:
    """Return what keeps a city's stock of a service at the end."""
    made = Reading()
    made.city, made.service = of, service
    return made


def stocks(world: PlainWorld) -> Floats:
    """Return the stocks at the end of one member. Shape (city, service)."""
    model = province(world, read=True)
    found = cb.Experiment(model).run()
    units = [float(np.ravel(found[one].units)[0]) for one in model.readings]
    return np.reshape(units, world.base.shape)
