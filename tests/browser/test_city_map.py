"""The maps of the first page in a real browser: real taps, shapes that travel once."""

import pytest

from simulator import api
from simulator.desk.city_maps import OUTLINE
from simulator.inputs.shipped import shipped_folder
from tests.browser.visiting import Visit, served

pytestmark = pytest.mark.slow
BEDS = "hospital_beds_per_1000"
SHOWN = """() => [...Bokeh.index.query((view) => view.model.type === "Figure")].find(
  (view) => view.el.getBoundingClientRect().width
    && view.model.renderers.some((one) => one.glyph.type === "MultiPolygons"))"""


class MapVisit(Visit):
    """A visit that notes how often shapes travelled, and taps cities on the map it sees."""

    def __init__(self, browser):
        super().__init__(browser)
        self.n_shapes = 0
        self.page.on("websocket", lambda opened: opened.on("framereceived", self.weigh))

    def weigh(self, payload):
        text = payload if isinstance(payload, str) else payload.decode("utf-8", "ignore")
        self.n_shapes += text.count('["xs",[[[[')

    def turn_to(self, kind):
        """Choose a kind of map and wait until its shapes are coloured."""
        self.page.get_by_text(kind, exact=True).click()
        self.page.wait_for_function(
            f"() => ({SHOWN})()?.model.renderers[0].data_source.data.shown.some((one) => one)"
        )
        self.idle()

    def tap(self, region):
        """Tap a city where its name stands."""
        x, y = self.page.evaluate(
            f"""(region) => {{
              const view = ({SHOWN})();
              const data = view.model.renderers[0].data_source.data;
              const at = data.region.indexOf(region);
              const box = view.el.getBoundingClientRect();
              const {{x_scale, y_scale}} = view.frame;
              return [box.left + x_scale.compute(data.name_x[at]),
                      box.top + y_scale.compute(data.name_y[at])];
            }}""",
            region,
        )
        self.page.mouse.click(x, y)

    def fed(self, column):
        """Return what the map's cities show, by region."""
        return self.page.evaluate(
            f"""(column) => {{
              const {{data}} = ({SHOWN})().model.renderers[0].data_source;
              return Object.fromEntries([...data.region].map((one, at) => [one, data[column][at]]));
            }}""",
            column,
        )


@pytest.fixture
def visit(browser, page_store, tmp_path):
    own = tmp_path / "our <b>map.geojson"
    own.write_bytes((shipped_folder("params") / OUTLINE).read_bytes())
    command = ("dashboard", "--port", "{port}", "--runs", str(page_store), "--map", str(own))
    with served("simulator", *command) as address:
        opened = MapVisit(browser)
        opened.look_at(address)
        opened.heading("郑州市 · 每千常住人口医疗卫生机构床位数")
        yield opened
        opened.page.close()


def test_a_tap_on_a_shape_chooses_its_city_and_shapes_travel_once(visit, page_runs):
    tiles = api.tile_map(api.gap_heatmap(page_runs["baseline"], 2025), BEDS)
    by_region = tiles.set_index("region")
    visit.turn_to("示意轮廓图")
    assert visit.n_shapes == 1
    assert visit.fed("colour") == by_region["colour"].to_dict()
    assert visit.fed("shown") == by_region["text"].to_dict()
    visit.tap("kaifeng")
    visit.heading("开封市 · 每千常住人口医疗卫生机构床位数")
    visit.turn_to("自备地图")
    visit.page.get_by_text("自备地图 our <b>map.geojson").wait_for()
    visit.tap("anyang")
    visit.heading("安阳市 · 每千常住人口医疗卫生机构床位数")
    visit.page.get_by_text("方格图", exact=True).click()
    visit.page.get_by_text("方格示意方位").wait_for()
    visit.turn_to("示意轮廓图")
    visit.tap("xinyang")
    visit.heading("信阳市 · 每千常住人口医疗卫生机构床位数")
    # each of the two maps once, however often they were chosen and fed
    assert visit.n_shapes == 2
    visit.page.get_by_text("English").click()
    visit.heading("Xinyang · ")
    visit.page.get_by_text("equirectangular projection").wait_for()
    visit.idle()
    visit.tap("zhengzhou")
    visit.heading("Zhengzhou · ")
    assert visit.complaints == []
