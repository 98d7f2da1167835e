"""What looks at the values shown finds them, however they are packed: else the walk of readers could never fail."""

import zipfile
from io import BytesIO

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import xlsxwriter
from streamlit.dataframe_util import convert_pandas_df_to_arrow_bytes
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.pages.shown_values import contents, values


def test_values_are_found_in_tables_charts_texts_and_maps() -> None:
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "tekst 4711"
    assert "tekst 4711" in set(values(message))
    message.delta.new_element.plotly_chart.spec = go.Figure(go.Bar(y=np.array([7311.0, 6529.0]))).to_json()
    assert any("7311.0" in one for one in values(message))
    message.delta.new_element.table.arrow_data.styler.display_values = convert_pandas_df_to_arrow_bytes(
        pd.DataFrame({"a": [9743]})
    )
    assert any("9743" in one for one in values(message))


def test_values_are_found_in_a_package_of_workbooks() -> None:
    book, package = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(book) as written:
        written.add_worksheet().write(0, 0, 3187)
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.writestr("boek.xlsx", book.getvalue())
    assert "3187" in contents(package.getvalue())
